//! What an answer means for what was sent.

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::{Problema, Tipo};

use crate::api::Errore;

/// What is to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Verdetto {
    /// Nothing is known: the same again, later.
    Ancora,
    /// Nothing was done, and it will do later.
    NonOra,
    /// Nothing was done: who sends it has to sign in.
    Accesso,
    /// The service did nothing with this nor with what went out before under the same key: what comes next is another send.
    Rifiutato(Box<Problema>),
    /// This was refused, but what went out before may have arrived: the key and the words stay.
    Sospeso(Box<Problema>),
}

/// `before`: whether something went out under the same key without an answer.
pub fn of(errore: Errore, before: bool) -> Verdetto {
    let Errore::Problema(problema) = errore else { return Verdetto::Ancora };
    match problema.kind() {
        None | Some(Tipo::Interno) => Verdetto::Ancora,
        Some(Tipo::ServizioOccupato | Tipo::AccessoRallentato) => Verdetto::NonOra,
        Some(Tipo::SessioneAssente) => Verdetto::Accesso,
        Some(Tipo::ChiaveRiusata) => Verdetto::Sospeso(problema),
        // Looked at before the key is: they say nothing of an earlier try.
        Some(Tipo::DirittoNonConcesso | Tipo::RuoloNonAmmesso | Tipo::NonTrovato | Tipo::OrigineNonAmmessa) if before => {
            Verdetto::Sospeso(problema)
        }
        Some(Tipo::DatiNonValidi) if before && problema.campi.iter().all(|campo| is_read_first(campo.motivo)) => {
            Verdetto::Sospeso(problema)
        }
        Some(_) => Verdetto::Rifiutato(problema),
    }
}

/// Of the form, which a later release may read with other eyes.
const fn is_read_first(motivo: Motivo) -> bool {
    matches!(motivo, Motivo::CategoriaSconosciuta | Motivo::VersioneCategorieSconosciuta | Motivo::DatoreAssente)
}

/// Whether documents have to be sent again, and nothing else is wrong.
pub fn is_expired(problema: &Problema) -> bool {
    !problema.campi.is_empty() && problema.campi.iter().all(|campo| campo.motivo == Motivo::AllegatoScaduto)
}

#[cfg(test)]
mod tests {
    use cassetto_api::problema::ErroreCampo;

    use super::*;

    fn wrong(motivo: Motivo) -> Problema {
        let campo = ErroreCampo { campo: "x".to_owned(), motivo, messaggio: String::new() };
        Problema { campi: vec![campo], ..Tipo::DatiNonValidi.problema() }
    }

    #[test]
    fn only_a_clear_answer_frees_the_key() {
        let problem = |tipo: Tipo| Errore::Problema(Box::new(tipo.problema()));
        let (fresh, unclear) = (false, true);
        for (errore, before, verdetto) in [
            (Errore::Rete, fresh, Verdetto::Ancora),
            (Errore::Incomprensibile, unclear, Verdetto::Ancora),
            (problem(Tipo::Interno), fresh, Verdetto::Ancora),
            (problem(Tipo::ServizioOccupato), fresh, Verdetto::NonOra),
            (problem(Tipo::SessioneAssente), unclear, Verdetto::Accesso),
            (problem(Tipo::DirittoNonConcesso), fresh, Verdetto::Rifiutato(Box::new(Tipo::DirittoNonConcesso.problema()))),
            (problem(Tipo::DirittoNonConcesso), unclear, Verdetto::Sospeso(Box::new(Tipo::DirittoNonConcesso.problema()))),
            (problem(Tipo::ChiaveRiusata), fresh, Verdetto::Sospeso(Box::new(Tipo::ChiaveRiusata.problema()))),
            (problem(Tipo::VersioneSuperata), unclear, Verdetto::Rifiutato(Box::new(Tipo::VersioneSuperata.problema()))),
        ] {
            assert_eq!(of(errore, before), verdetto);
        }
    }

    #[test]
    fn a_category_that_is_gone_says_nothing_of_an_earlier_try_and_a_lost_document_does() {
        let answer = |motivo| Errore::Problema(Box::new(wrong(motivo)));
        assert!(matches!(of(answer(Motivo::CategoriaSconosciuta), false), Verdetto::Rifiutato(_)));
        assert!(matches!(of(answer(Motivo::CategoriaSconosciuta), true), Verdetto::Sospeso(_)));
        assert!(matches!(of(answer(Motivo::AllegatoScaduto), true), Verdetto::Rifiutato(_)));
        assert!(is_expired(&wrong(Motivo::AllegatoScaduto)) && !is_expired(&wrong(Motivo::PdfAttivo)));
        assert!(!is_expired(&Tipo::DatiNonValidi.problema()));
    }
}
