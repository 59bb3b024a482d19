//! The employers that an intermediary looks at: their names and what one may do for them, once they are known.

use std::collections::{HashMap, HashSet};

use cassetto_domain::delega::Diritti;
use cassetto_domain::id::PersonaId;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Name by person, and whom one may only read for.
#[derive(Clone, Copy)]
pub struct Nomi {
    nomi: RwSignal<HashMap<PersonaId, String>>,
    sola_lettura: RwSignal<HashSet<PersonaId>>,
}

impl Nomi {
    pub fn new() -> Self {
        Self { nomi: RwSignal::new(HashMap::new()), sola_lettura: RwSignal::new(HashSet::new()) }
    }

    pub fn get(self, datore: PersonaId) -> Option<String> {
        self.nomi.with(|nomi| nomi.get(&datore).cloned())
    }

    pub fn learn(self, datore: PersonaId, nome: &str) {
        if self.nomi.with_untracked(|nomi| nomi.get(&datore).map(String::as_str) != Some(nome)) {
            self.nomi.update(|nomi| drop(nomi.insert(datore, nome.to_owned())));
        }
    }

    /// What the delega of an employer allows.
    pub fn allow(self, datore: PersonaId, diritti: Diritti) {
        if self.sola_lettura.with_untracked(|sola_lettura| sola_lettura.contains(&datore)) == diritti.scrive {
            self.sola_lettura.update(|sola_lettura| {
                if diritti.scrive {
                    sola_lettura.remove(&datore);
                } else {
                    sola_lettura.insert(datore);
                }
            });
        }
    }

    /// Whether one may write for this employer, or for oneself; yes until it is known otherwise.
    pub fn may_write(self, datore: Option<PersonaId>) -> bool {
        datore.is_none_or(|datore| self.sola_lettura.with(|sola_lettura| !sola_lettura.contains(&datore)))
    }
}

pub fn use_nomi() -> Nomi {
    expect_context()
}

/// The employer that the address names, if it does. Asked of the address itself: one that leads nowhere has no parameters.
pub fn use_datore() -> Memo<Option<PersonaId>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| path.strip_prefix("/datori/")?.split('/').next()?.parse().ok()))
}
