//! The first page of each role.

pub mod datore;
mod datori;
mod home;

use cassetto_api::modello::RuoloVoce;
use leptos::prelude::*;

use crate::session::use_ruolo;

pub fn page() -> AnyView {
    match use_ruolo().get_untracked() {
        Some(RuoloVoce::Intermediario) => datori::page(),
        Some(RuoloVoce::Operatore | RuoloVoce::Responsabile) => super::fascicolo::coda::page(),
        Some(RuoloVoce::Datore) | None => home::view(None),
    }
}
