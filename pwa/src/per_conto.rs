//! The employers that an intermediary looks at: their names and what one may do for them, once they are known.

use crate::indirizzo::use_indirizzo;
use crate::vista::prelude::*;
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::PersonaId;

/// Name by person, and whom one may only read for: the few that were looked at since the app was opened.
#[derive(Clone, Copy)]
pub struct Nomi {
    nomi: RwSignal<Vec<(PersonaId, String)>>,
    sola_lettura: RwSignal<Vec<PersonaId>>,
}

impl Nomi {
    pub fn new() -> Self {
        Self { nomi: RwSignal::new(Vec::new()), sola_lettura: RwSignal::new(Vec::new()) }
    }

    pub fn get(self, datore: PersonaId) -> Option<String> {
        self.nomi.with(|nomi| find(nomi, datore).map(str::to_owned))
    }

    pub fn learn(self, datore: PersonaId, nome: &str) {
        if self.nomi.with_untracked(|nomi| find(nomi, datore) != Some(nome)) {
            self.nomi.update(|nomi| {
                nomi.retain(|(known, _)| *known != datore);
                nomi.push((datore, nome.to_owned()));
            });
        }
    }

    /// What the delega of an employer allows.
    pub fn allow(self, datore: PersonaId, diritti: Diritti) {
        if self.sola_lettura.with_untracked(|sola_lettura| sola_lettura.contains(&datore)) == diritti.scrive {
            self.sola_lettura.update(|sola_lettura| {
                sola_lettura.retain(|known| *known != datore);
                if !diritti.scrive {
                    sola_lettura.push(datore);
                }
            });
        }
    }

    /// Whether one may write for this employer, or for oneself; yes until it is known otherwise.
    pub fn may_write(self, datore: Option<PersonaId>) -> bool {
        datore.is_none_or(|datore| self.sola_lettura.with(|sola_lettura| !sola_lettura.contains(&datore)))
    }
}

fn find(nomi: &[(PersonaId, String)], datore: PersonaId) -> Option<&str> {
    nomi.iter().find_map(|(known, nome)| (*known == datore).then_some(nome.as_str()))
}

pub fn use_nomi() -> Nomi {
    expect_context()
}

/// The employer that the address names, if it does, even when it leads nowhere.
pub fn use_datore() -> Memo<Option<PersonaId>> {
    let path = use_indirizzo().path();
    memo(move || path.with(|path| path.strip_prefix("/datori/")?.split('/').next()?.parse().ok()))
}
