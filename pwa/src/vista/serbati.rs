//! What a page keeps and nobody follows, over a value without its type. Names and methods are Leptos's.

use std::marker::PhantomData;
use std::ops::Deref;
use std::rc::Rc;

use leptos::prelude::{self as di_leptos, ReadValue, SetValue, WriteValue};

use super::dato::Dato;

/// A value that its page keeps and nobody follows.
pub struct StoredValue<T>(Serbato, PhantomData<fn(T) -> T>);

type Serbato = di_leptos::StoredValue<Dato>;

impl<T> Clone for StoredValue<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for StoredValue<T> {}

impl<T: 'static> StoredValue<T> {
    pub fn new(valore: T) -> Self {
        Self(serba(Dato::new(valore)), PhantomData)
    }

    pub fn with_value<U>(self, look: impl FnOnce(&T) -> U) -> U {
        look(presa(self.0).come())
    }

    pub fn try_with_value<U>(self, look: impl FnOnce(&T) -> U) -> Option<U> {
        Some(look(self.0.try_read_value()?.come()))
    }

    pub fn update_value(self, change: impl FnOnce(&mut T)) {
        self.try_update_value(change);
    }

    pub fn try_update_value<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        Some(change(self.0.try_write_value()?.come_mut()))
    }

    /// Nothing happens once its page has gone.
    pub fn set_value(self, valore: T) {
        cambia(self.0, Dato::new(valore));
    }
}

impl<T: Clone + 'static> StoredValue<T> {
    pub fn get_value(self) -> T {
        self.with_value(T::clone)
    }

    pub fn try_get_value(self) -> Option<T> {
        self.try_with_value(T::clone)
    }
}

#[inline(never)]
fn serba(dato: Dato) -> Serbato {
    Serbato::new(dato)
}

#[inline(never)]
fn cambia(serbato: Serbato, dato: Dato) {
    serbato.try_set_value(dato);
}

#[inline(never)]
fn presa(serbato: Serbato) -> impl Deref<Target = Dato> {
    serbato.read_value()
}

/// What somebody does when asked.
pub struct Callback<I, O = ()>(StoredValue<Rc<dyn Fn(I) -> O>>);

impl<I, O> Clone for Callback<I, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I, O> Copy for Callback<I, O> {}

impl<I: 'static, O: 'static> Callback<I, O> {
    pub fn new(run: impl Fn(I) -> O + 'static) -> Self {
        Self(StoredValue::new(Rc::new(run)))
    }

    pub fn run(self, input: I) -> O {
        self.0.get_value()(input)
    }

    /// Nothing once its page has gone.
    pub fn try_run(self, input: I) -> Option<O> {
        Some(self.0.try_get_value()?(input))
    }
}

impl<I: 'static, O: 'static, F: Fn(I) -> O + 'static> From<F> for Callback<I, O> {
    fn from(run: F) -> Self {
        Self::new(run)
    }
}
