//! Following what was asked: the list and one quesito.

pub mod apri;
pub mod detail;
pub mod list;
mod per_conto;
pub mod testata;

use cassetto_api::modello::RuoloVoce;
use leptos::prelude::*;
pub use per_conto::PerContoBanner;

use crate::session::use_ruolo;

/// One quesito: the office works on it, others follow it.
pub fn by_role() -> AnyView {
    match use_ruolo().get_untracked() {
        Some(RuoloVoce::Operatore) => super::fascicolo::quesito::page(),
        _ => detail::page(),
    }
}
