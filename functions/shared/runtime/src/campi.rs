//! Collects the fields at fault, so that a person corrects all of them at once.

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::ErroreCampo;

use crate::Failure;

/// The fields found at fault so far.
#[derive(Debug, Default)]
pub struct Campi(Vec<ErroreCampo>);

impl Campi {
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The value, or `None` with its field noted.
    pub fn check<T>(&mut self, campo: &str, result: Result<T, impl Into<Motivo>>) -> Option<T> {
        result.map_err(|error| self.push(campo, error)).ok()
    }

    /// Notes a field.
    pub fn push(&mut self, campo: &str, motivo: impl Into<Motivo>) {
        let motivo = motivo.into();
        self.0.push(ErroreCampo { campo: campo.to_owned(), motivo, messaggio: motivo.messaggio().to_owned() });
    }

    /// The failure that names these fields.
    #[must_use]
    pub fn into_failure(self) -> Failure {
        Failure::campi(self.0)
    }

    /// # Errors
    /// When a field is at fault.
    pub fn finish(self) -> Result<(), Failure> {
        if self.0.is_empty() { Ok(()) } else { Err(self.into_failure()) }
    }
}
