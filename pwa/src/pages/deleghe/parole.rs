//! The words for what travels as a code.

use cassetto_api::deleghe::DelegaVoce;
use cassetto_api::deleghe::ParteDelega;
use cassetto_api::modello::{FattoDelegaVoce, LatoVoce, StatoDelegaVoce};
use cassetto_domain::delega::TipoDelega;

use crate::i18n::{K, pick, t};

pub fn stato(stato: StatoDelegaVoce) -> &'static str {
    t(match stato {
        StatoDelegaVoce::Richiesta => K::DelegaStatoRichiesta,
        StatoDelegaVoce::Attiva => K::DelegaStatoAttiva,
        StatoDelegaVoce::Rifiutata => K::DelegaStatoRifiutata,
        StatoDelegaVoce::Revocata => K::DelegaStatoRevocata,
        StatoDelegaVoce::Scaduta => K::DelegaStatoScaduta,
    })
}

/// Colour and picture of a state.
pub const fn segno(stato: StatoDelegaVoce) -> (&'static str, &'static str) {
    match stato {
        StatoDelegaVoce::Richiesta => ("chip chip-aperta", "orologio"),
        StatoDelegaVoce::Attiva => ("chip chip-accolta", "spunta"),
        StatoDelegaVoce::Rifiutata => ("chip chip-respinta", "croce"),
        StatoDelegaVoce::Revocata | StatoDelegaVoce::Scaduta => ("chip chip-chiusa", "croce"),
    }
}

pub fn fatto(fatto: FattoDelegaVoce) -> &'static str {
    t(match fatto {
        FattoDelegaVoce::Chiesta => K::DelegaFattoChiesta,
        FattoDelegaVoce::Accettata => K::DelegaFattoAccettata,
        FattoDelegaVoce::Rifiutata => K::DelegaFattoRifiutata,
        FattoDelegaVoce::Ritirata => K::DelegaFattoRitirata,
        FattoDelegaVoce::Revocata => K::DelegaFattoRevocata,
        FattoDelegaVoce::Sostituita => K::DelegaFattoSostituita,
        FattoDelegaVoce::Scaduta => K::DelegaFattoScaduta,
    })
}

/// What the kind of delegate is called; its code when the data no longer name it.
pub fn tipo(codice: &str) -> String {
    TipoDelega::parse(codice).map_or_else(|_| codice.to_owned(), |tipo| pick(tipo.nome()).to_owned())
}

/// Who is on a side.
pub const fn parte(delega: &DelegaVoce, lato: LatoVoce) -> &ParteDelega {
    match lato {
        LatoVoce::Datore => &delega.datore,
        LatoVoce::Intermediario => &delega.intermediario,
    }
}

/// The other one.
pub const fn altra(delega: &DelegaVoce, lato: LatoVoce) -> &ParteDelega {
    match lato {
        LatoVoce::Datore => &delega.intermediario,
        LatoVoce::Intermediario => &delega.datore,
    }
}
