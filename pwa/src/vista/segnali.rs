//! Leptos's signals over a value without its type. The names and the methods are Leptos's, and so is what they do: who has read a signal
//! runs again when it changes, and a page that goes takes what it made along.

use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

use leptos::prelude::{self as di_leptos, *};
use send_wrapper::SendWrapper;
use web_sys::HtmlElement;

use super::dato::Dato;

/// What Leptos makes a [`Dato`] readable by, each function compiled once.
pub trait Fonte {
    type Presa: Deref<Target = Dato>;

    /// Follows it.
    fn segui(&self) -> Self::Presa;
    fn guarda(&self) -> Self::Presa;
    /// Nothing once its page has gone.
    fn sbircia(&self) -> Option<Self::Presa>;
}

macro_rules! fonte {
    ($($tipo:ident)*) => {
        $(impl Fonte for di_leptos::$tipo<Dato> {
            type Presa = <Self as ReadUntracked>::Value;

            #[inline(never)]
            fn segui(&self) -> Self::Presa {
                self.read()
            }

            #[inline(never)]
            fn guarda(&self) -> Self::Presa {
                self.read_untracked()
            }

            #[inline(never)]
            fn sbircia(&self) -> Option<Self::Presa> {
                self.try_read_untracked()
            }
        })*
    };
}

fonte! { RwSignal ReadSignal Memo Signal ArcRwSignal }

/// What Leptos makes it writable by.
pub trait Scrivibile {
    fn nuovo(dato: Dato) -> Self;
    fn metti(&self, dato: Dato);
    fn scrivi(&self) -> Option<impl DerefMut<Target = Dato>>;
}

macro_rules! scrivibile {
    ($($tipo:ident)*) => {
        $(impl Scrivibile for di_leptos::$tipo<Dato> {
            #[inline(never)]
            fn nuovo(dato: Dato) -> Self {
                Self::new(dato)
            }

            #[inline(never)]
            fn metti(&self, dato: Dato) {
                self.try_set(dato);
            }

            #[inline(never)]
            fn scrivi(&self) -> Option<impl DerefMut<Target = Dato>> {
                self.try_write()
            }
        })*
    };
}

scrivibile! { RwSignal ArcRwSignal }

/// A value that is followed.
pub struct Seguito<F, T>(F, PhantomData<fn(T) -> T>);

/// A value that can be set.
pub type RwSignal<T> = Seguito<di_leptos::RwSignal<Dato>, T>;
/// One that lives as long as somebody holds it, not as long as its page.
pub type ArcRwSignal<T> = Seguito<di_leptos::ArcRwSignal<Dato>, T>;
/// One that can't be set from here.
pub type ReadSignal<T> = Seguito<di_leptos::ReadSignal<Dato>, T>;
/// A value that follows from others, and tells who reads it only when it is another.
pub type Memo<T> = Seguito<di_leptos::Memo<Dato>, T>;
/// Any of them, or what is computed each time, or what never changes.
pub type Signal<T> = Seguito<di_leptos::Signal<Dato>, T>;

impl<F: Clone, T> Clone for Seguito<F, T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<F: Copy, T> Copy for Seguito<F, T> {}

impl<F: PartialEq, T> PartialEq for Seguito<F, T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<F: Fonte, T: 'static> Seguito<F, T> {
    pub fn with<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(self.0.segui().come())
    }

    pub fn track(&self) {
        self.0.segui();
    }

    pub fn with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> U {
        look(self.0.guarda().come())
    }

    /// Nothing once its page has gone.
    pub fn try_with_untracked<U>(&self, look: impl FnOnce(&T) -> U) -> Option<U> {
        Some(look(self.0.sbircia()?.come()))
    }
}

impl<F: Fonte, T: Clone + 'static> Seguito<F, T> {
    pub fn get(&self) -> T {
        self.with(T::clone)
    }

    pub fn get_untracked(&self) -> T {
        self.with_untracked(T::clone)
    }

    /// Nothing once its page has gone.
    pub fn try_get_untracked(&self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

impl<F: Scrivibile, T: 'static> Seguito<F, T> {
    pub fn new(valore: T) -> Self {
        Self(F::nuovo(Dato::new(valore)), PhantomData)
    }

    /// Nothing happens once its page has gone.
    pub fn set(&self, valore: T) {
        self.0.metti(Dato::new(valore));
    }

    /// Nothing happens once its page has gone.
    pub fn update(&self, change: impl FnOnce(&mut T)) {
        self.try_update(change);
    }

    pub fn try_update<U>(&self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut dato = self.0.scrivi()?;
        Some(change(dato.come_mut()))
    }
}

impl<T: 'static> RwSignal<T> {
    pub fn read_only(self) -> ReadSignal<T> {
        Seguito(self.0.read_only(), PhantomData)
    }

    /// Nobody is told.
    pub fn try_update_untracked<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let mut dato = self.0.try_write_untracked()?;
        Some(change(dato.come_mut()))
    }
}

impl<T: Default + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: 'static> Signal<T> {
    /// What never changes.
    pub fn stored(valore: T) -> Self {
        Self(fermo(Dato::new(valore)), PhantomData)
    }
}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::stored(T::default())
    }
}

#[inline(never)]
fn fermo(dato: Dato) -> di_leptos::Signal<Dato> {
    di_leptos::Signal::stored(dato)
}

impl<T: 'static> From<T> for Signal<T> {
    fn from(valore: T) -> Self {
        Self::stored(valore)
    }
}

impl From<&str> for Signal<String> {
    fn from(testo: &str) -> Self {
        Self::stored(testo.to_owned())
    }
}

macro_rules! in_segnale {
    ($($tipo:ident)*) => {
        $(impl<T: 'static> From<$tipo<T>> for Signal<T> {
            fn from(altro: $tipo<T>) -> Self {
                Self(altro.0.into(), PhantomData)
            }
        })*
    };
}

in_segnale! { RwSignal ReadSignal Memo }

/// [`di_leptos::Effect::new`].
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

/// An effect that is told what came of it before.
pub fn effect_with<T: 'static>(mut run: impl FnMut(Option<T>) -> T + 'static) {
    let mut before = None;
    effect(move || before = Some(run(before.take())));
}

fn boxed_effect(run: Box<dyn FnMut()>) {
    Effect::new(run);
}

/// An element of a view, once it is drawn.
pub type NodeRef = RwSignal<Option<HtmlElement>>;

/// What is done with an element as soon as it is drawn.
pub fn on_load(node: NodeRef, run: impl FnOnce(HtmlElement) + 'static) {
    let mut run = Some(run);
    effect(move || {
        if let Some(element) = node.get()
            && let Some(run) = run.take()
        {
            run(element);
        }
    });
}

/// A [`Memo`].
pub fn memo<T: PartialEq + 'static>(value: impl Fn() -> T + 'static) -> Memo<T> {
    memo_with(move |_| value())
}

/// A [`Memo`] that is told what it was before.
pub fn memo_with<T: PartialEq + 'static>(value: impl Fn(Option<&T>) -> T + 'static) -> Memo<T> {
    Seguito(boxed_memo(Box::new(move |before| Dato::confrontato(value(before.map(Dato::come))))), PhantomData)
}

type Calcolo = Box<dyn Fn(Option<&Dato>) -> Dato>;

#[expect(clippy::redundant_closure, reason = "what is wrapped can't be handed on alone")]
fn boxed_memo(value: Calcolo) -> di_leptos::Memo<Dato> {
    let value = SendWrapper::new(value);
    di_leptos::Memo::new(move |before| value(before))
}

/// A [`Signal`] that is computed each time.
pub fn derive<T: 'static>(value: impl Fn() -> T + 'static) -> Signal<T> {
    Seguito(boxed_derive(Box::new(move || Dato::new(value()))), PhantomData)
}

#[expect(clippy::redundant_closure, reason = "what is wrapped can't be handed on alone")]
fn boxed_derive(value: Box<dyn Fn() -> Dato>) -> di_leptos::Signal<Dato> {
    let value = SendWrapper::new(value);
    di_leptos::Signal::derive(move || value())
}
