//! What derived readers are made of: once each, whatever is read.

pub use serde_json::Value;

use crate::Leggibile;

/// The fields of an object.
pub type Campi = serde_json::Map<String, Value>;

/// What is neither one of the names nor something that could be one.
pub const NESSUNO: usize = usize::MAX;

#[inline(never)]
pub(crate) fn albero(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

/// An object, read one field after the other: their names are one text, with blanks between them, and who reads names none of them.
pub struct Lettore<'campi> {
    campi: &'campi mut Campi,
    nomi: &'static str,
}

impl<'campi> Lettore<'campi> {
    pub const fn new(campi: &'campi mut Campi, nomi: &'static str) -> Self {
        Self { campi, nomi }
    }

    /// What stands in the next field.
    #[inline(never)]
    fn prossimo(&mut self) -> Option<&mut Value> {
        let end = self.nomi.bytes().position(|byte| byte == b' ').unwrap_or(self.nomi.len());
        let nome = self.nomi.get(..end).unwrap_or_default();
        self.nomi = self.nomi.get(end + 1..).unwrap_or_default();
        self.campi.get_mut(nome)
    }
}

/// The next field.
#[inline(never)]
pub fn campo<T: Leggibile>(lettore: &mut Lettore) -> Option<T> {
    lettore.prossimo().map_or_else(T::manca, T::leggi)
}

/// The next field, which may be missing.
#[inline(never)]
pub fn campo_o_predefinito<T: Leggibile + Default>(lettore: &mut Lettore) -> Option<T> {
    lettore.prossimo().map_or_else(|| Some(T::default()), T::leggi)
}

/// The next field over what there is without it. Whether it could be read.
#[inline(never)]
pub fn sopra<T: Leggibile>(lettore: &mut Lettore, predefinito: &mut T) -> bool {
    let Some(value) = lettore.prossimo() else { return true };
    T::leggi(value).map(|letto| *predefinito = letto).is_some()
}

/// Which of some names, with blanks between them; their number when it is none of them.
fn posto(nome: &str, nomi: &str) -> usize {
    nomi.as_bytes().split(|byte| *byte == b' ').take_while(|uno| *uno != nome.as_bytes()).count()
}

/// Which variant, and what is in it: of an enum that is written as its variant's name, or as an object with that field alone.
#[inline(never)]
pub fn variante<'value>(value: &'value mut Value, nomi: &str) -> Option<(usize, &'value mut Value)> {
    if let Value::String(nome) = value {
        let quale = posto(nome, nomi);
        *value = Value::Null;
        return Some((quale, value));
    }
    let mut campi = value.as_object_mut()?.iter_mut();
    match (campi.next(), campi.next()) {
        (Some((nome, dentro)), None) => Some((posto(nome, nomi), dentro)),
        _ => None,
    }
}

/// Which variant, of an enum whose variants have nothing in them; [`NESSUNO`] when it is no enum at all.
#[inline(never)]
pub fn scelta(value: &mut Value, nomi: &str) -> usize {
    match variante(value, nomi) {
        Some((quale, Value::Null)) => quale,
        _ => NESSUNO,
    }
}

/// Which variant, and the fields of it: of an enum that is written as an object with the variant's name in one of its fields.
#[inline(never)]
pub fn etichetta<'value>(value: &'value mut Value, campo: &str, nomi: &str) -> Option<(usize, &'value mut Campi)> {
    let campi = value.as_object_mut()?;
    let quale = posto(campi.get(campo)?.as_str()?, nomi);
    Some((quale, campi))
}
