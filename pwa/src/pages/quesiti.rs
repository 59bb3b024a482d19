//! Following what was asked: the list and one quesito.

mod anno;
pub mod apri;
mod conversazione;
pub mod detail;
pub mod esporta;
mod fianco;
mod foglio;
pub mod list;
mod per_conto;
mod richiesta;
mod scrivi;
pub mod sequenza;
pub mod testata;

use cassetto_api::modello::RuoloVoce;
use leptos::prelude::*;
pub use per_conto::PerContoBanner;

use crate::session::use_ruolo;

/// One quesito: the office works on it, others follow it.
pub fn by_role() -> AnyView {
    match use_ruolo().get_untracked() {
        Some(RuoloVoce::Operatore | RuoloVoce::Responsabile) => super::fascicolo::quesito::page(),
        _ => detail::page(),
    }
}
