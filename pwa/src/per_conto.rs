//! The names of the employers that an intermediary looks at, once they are known.

use std::collections::HashMap;

use cassetto_domain::id::PersonaId;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// Name by person.
#[derive(Clone, Copy)]
pub struct Nomi(RwSignal<HashMap<PersonaId, String>>);

impl Nomi {
    pub fn new() -> Self {
        Self(RwSignal::new(HashMap::new()))
    }

    pub fn get(self, datore: PersonaId) -> Option<String> {
        self.0.with(|nomi| nomi.get(&datore).cloned())
    }

    pub fn learn(self, datore: PersonaId, nome: &str) {
        if self.0.with_untracked(|nomi| nomi.get(&datore).map(String::as_str) != Some(nome)) {
            self.0.update(|nomi| drop(nomi.insert(datore, nome.to_owned())));
        }
    }
}

pub fn use_nomi() -> Nomi {
    expect_context()
}

/// The employer that the address names, if it does.
pub fn use_datore() -> Memo<Option<PersonaId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("datore").and_then(|datore| datore.parse().ok())))
}
