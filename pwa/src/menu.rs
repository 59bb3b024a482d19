//! What the menu offers: only what the person has.

use cassetto_api::home::Home;
use cassetto_domain::id::PersonaId;

use crate::badge;
use crate::vista::prelude::*;

/// Known once the first page has been read; until then everything is offered.
#[derive(Clone, Copy)]
pub struct Menu {
    /// Payments are of lavoro domestico.
    pagamenti: RwSignal<bool>,
}

pub fn use_menu() -> Menu {
    expect_context()
}

impl Menu {
    pub fn new() -> Self {
        Self { pagamenti: RwSignal::new(true) }
    }

    /// From a first page, when it is one's own.
    pub fn learn(self, home: Option<&Home>, datore: Option<PersonaId>) {
        let (Some(home), None) = (home, datore) else { return };
        badge::show(home.totale_tocca_a_te);
        let has = !home.rapporti.is_empty();
        if self.pagamenti.get_untracked() != has {
            self.pagamenti.set(has);
        }
    }

    pub fn has_pagamenti(self) -> bool {
        self.pagamenti.get()
    }
}
