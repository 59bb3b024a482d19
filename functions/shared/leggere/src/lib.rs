//! JSON into types, as `serde_json::from_str` does it, for less wasm.
//!
//! What serde derives is a visitor for each type, a list of its fields, and a place for each while it is read. What [`Leggibile`]
//! derives, from the same attributes, is one call for each field. It says nothing of why something can't be read, since nobody would
//! see it, and reads a struct only from an object.

pub mod parti;
mod tipi;

pub use cassetto_leggere_derive::Leggibile;
use serde_json::Value;

/// What can be read.
pub trait Leggibile: Sized {
    /// Takes it out of what stands there; none when that is something else.
    fn leggi(value: &mut Value) -> Option<Self>;

    /// What it is where its field is missing; none when the field has to be there.
    #[must_use]
    fn manca() -> Option<Self> {
        None
    }

    /// From the name of a field, where it is the key of a map.
    #[must_use]
    fn chiave(nome: String) -> Option<Self> {
        Self::leggi(&mut Value::String(nome))
    }
}

/// A value; none when the text is not JSON, or is of something else.
#[must_use]
pub fn read<T: Leggibile>(text: &str) -> Option<T> {
    T::leggi(&mut parti::albero(text)?)
}
