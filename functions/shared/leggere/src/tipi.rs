//! What is not derived: the types of the standard library.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use crate::Leggibile;
use crate::parti::albero;

#[inline(never)]
fn naturale(value: &Value) -> Option<u64> {
    value.as_u64()
}

#[inline(never)]
fn intero(value: &Value) -> Option<i64> {
    value.as_i64()
}

/// A number as a key: nothing around it, which JSON would allow.
fn numero(nome: &str) -> Option<Value> {
    let plain =
        nome.starts_with(|first: char| first == '-' || first.is_ascii_digit()) && nome.ends_with(|last: char| last.is_ascii_digit());
    if plain { albero(nome) } else { None }
}

macro_rules! interi {
    ($read:ident: $($name:ident)*) => {
        $(impl Leggibile for $name {
            fn leggi(value: &mut Value) -> Option<Self> {
                $read(value)?.try_into().ok()
            }

            fn chiave(nome: String) -> Option<Self> {
                Self::leggi(&mut numero(&nome)?)
            }
        })*
    };
}

interi! { naturale: u8 u16 u32 u64 usize }
interi! { intero: i8 i16 i32 i64 }

impl Leggibile for f64 {
    fn leggi(value: &mut Value) -> Option<Self> {
        value.as_number().and_then(Number::as_f64)
    }
}

impl Leggibile for bool {
    fn leggi(value: &mut Value) -> Option<Self> {
        value.as_bool()
    }
}

impl Leggibile for String {
    #[inline(never)]
    fn leggi(value: &mut Value) -> Option<Self> {
        match value {
            Value::String(text) => Some(std::mem::take(text)),
            _ => None,
        }
    }
}

/// Whatever it is.
impl Leggibile for Value {
    fn leggi(value: &mut Value) -> Option<Self> {
        Some(value.take())
    }
}

impl<T: Leggibile> Leggibile for Option<T> {
    fn leggi(value: &mut Value) -> Option<Self> {
        if value.is_null() { Some(None) } else { T::leggi(value).map(Some) }
    }

    fn manca() -> Option<Self> {
        Some(None)
    }
}

impl<T: Leggibile> Leggibile for Box<T> {
    fn leggi(value: &mut Value) -> Option<Self> {
        T::leggi(value).map(Self::new)
    }

    fn manca() -> Option<Self> {
        T::manca().map(Self::new)
    }
}

impl<T: Leggibile> Leggibile for Vec<T> {
    #[inline(never)]
    fn leggi(value: &mut Value) -> Option<Self> {
        let values = value.as_array_mut()?;
        let mut letti = Self::with_capacity(values.len());
        for value in values {
            letti.push(T::leggi(value)?);
        }
        Some(letti)
    }
}

impl<K: Leggibile + Ord, T: Leggibile> Leggibile for BTreeMap<K, T> {
    #[inline(never)]
    fn leggi(value: &mut Value) -> Option<Self> {
        let campi = std::mem::take(value.as_object_mut()?);
        campi.into_iter().map(|(nome, mut value)| Some((K::chiave(nome)?, T::leggi(&mut value)?))).collect()
    }
}

macro_rules! tuple {
    ($($name:ident)*) => {
        impl<$($name: Leggibile),*> Leggibile for ($($name,)*) {
            #[expect(non_snake_case, reason = "what is read is called as its type")]
            fn leggi(value: &mut Value) -> Option<Self> {
                let [$($name),*] = value.as_array_mut()?.as_mut_slice() else { return None };
                Some(($($name::leggi($name)?,)*))
            }
        }
    };
}

tuple! { A B }
tuple! { A B C }
