//! The domain's reasons as the contract names them, for what is checked before it is sent.

use cassetto_api::motivo::Motivo;
use cassetto_domain::testo::{Commento, Oggetto, Testo, TestoError};

use crate::i18n;

/// What is wrong with a subject, if anything is.
pub fn oggetto(text: &str) -> Option<&'static str> {
    Oggetto::parse(text).err().map(explain)
}

/// What is wrong with a message's text.
pub fn testo(text: &str) -> Option<&'static str> {
    Testo::parse(text).err().map(explain)
}

/// What is wrong with a comment.
pub fn commento(text: &str) -> Option<&'static str> {
    Commento::parse(text).err().map(explain)
}

fn explain(error: TestoError) -> &'static str {
    i18n::motivo(match error {
        TestoError::Vuoto => Motivo::Vuoto,
        TestoError::TroppoLungo => Motivo::TroppoLungo,
        TestoError::CarattereDiControllo => Motivo::CarattereDiControllo,
        TestoError::DirezioneForzata => Motivo::DirezioneForzata,
        TestoError::NonNomeFile => Motivo::NomeFileNonValido,
    })
}
