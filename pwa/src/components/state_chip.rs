//! The state of a quesito, in words and colour.

use cassetto_api::modello::{EsitoVoce, StatoVoce};

use super::icon::Icon;
use crate::parole;
use crate::vista::prelude::*;

#[component]
pub fn StateChip(stato: StatoVoce, #[prop(optional_no_strip)] esito: Option<EsitoVoce>) -> Nodo {
    let (class, icona) = match (stato, esito) {
        (StatoVoce::Aperta, _) => ("chip chip-aperta", "busta"),
        (StatoVoce::InCarico, _) => ("chip chip-in-carico", "orologio"),
        (StatoVoce::Chiusa, None) => ("chip chip-chiusa", "spunta"),
        (StatoVoce::Chiusa, Some(EsitoVoce::Accolta)) => ("chip chip-accolta", "spunta"),
        (StatoVoce::Chiusa, Some(EsitoVoce::Respinta)) => ("chip chip-respinta", "croce"),
    };
    // One text: in parts, each would be a column of its own when it wraps.
    let stato = parole::stato(stato);
    let testo = esito.map_or_else(|| stato.to_owned(), |esito| format!("{stato}: {}", parole::esito(esito)));
    view! {
        <span class=class>
            <Icon nome=icona />
            {testo}
        </span>
    }
}
