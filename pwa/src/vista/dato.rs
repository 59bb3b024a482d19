//! A value without its type, so that what keeps it is compiled once.
//!
//! Leptos compiles a signal, a memo and what reads them once for each type of value, and every area has some thirty types: docs/adr/0043.

use std::any::Any;

use send_wrapper::SendWrapper;

/// A value of any type.
pub struct Dato {
    valore: SendWrapper<Box<dyn Any>>,
    uguale: fn(&dyn Any, &dyn Any) -> bool,
}

impl Dato {
    /// For what is never compared.
    pub(super) fn new<T: 'static>(valore: T) -> Self {
        chiudi(Box::new(valore), |_, _| false)
    }

    pub(super) fn confrontato<T: PartialEq + 'static>(valore: T) -> Self {
        chiudi(Box::new(valore), |a, b| a.downcast_ref::<T>() == b.downcast_ref())
    }

    /// Every [`Dato`] is reached through something that knows its type.
    pub(super) fn come<T: 'static>(&self) -> &T {
        self.aperto().downcast_ref().unwrap_or_else(|| altro())
    }

    pub(super) fn come_mut<T: 'static>(&mut self) -> &mut T {
        self.aperto_mut().downcast_mut().unwrap_or_else(|| altro())
    }

    #[inline(never)]
    fn aperto(&self) -> &dyn Any {
        &**self.valore
    }

    #[inline(never)]
    fn aperto_mut(&mut self) -> &mut dyn Any {
        &mut **self.valore
    }
}

#[inline(never)]
fn chiudi(valore: Box<dyn Any>, uguale: fn(&dyn Any, &dyn Any) -> bool) -> Dato {
    Dato { valore: SendWrapper::new(valore), uguale }
}

#[cold]
#[inline(never)]
fn altro() -> ! {
    unreachable!("a signal of another type")
}

impl PartialEq for Dato {
    fn eq(&self, other: &Self) -> bool {
        (self.uguale)(self.aperto(), other.aperto())
    }
}
