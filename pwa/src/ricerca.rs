//! What was last looked for among the quesiti. Words and codes stay in memory, never in an address; the rest is in the list's own.

use cassetto_api::endpoint::parse_query;
use cassetto_api::quesiti::FiltroQuesiti;
use cassetto_domain::id::PersonaId;

use crate::vista::prelude::*;

/// The part of a search that has no place in an address.
#[derive(Clone, PartialEq, Default)]
pub struct Parole {
    pub oggetto: Option<String>,
    pub rapporto: Option<String>,
}

#[derive(Clone, Copy)]
pub struct Ricerca {
    /// Whose list it is of.
    datore: StoredValue<Option<PersonaId>>,
    parole: RwSignal<Parole>,
    /// The list's address last time, after its path.
    indirizzo: RwSignal<String>,
}

pub fn use_ricerca() -> Ricerca {
    expect_context()
}

impl Ricerca {
    pub fn new() -> Self {
        Self { datore: StoredValue::new(None), parole: RwSignal::new(Parole::default()), indirizzo: RwSignal::new(String::new()) }
    }

    /// The search of one employer's list: another one's begins from nothing.
    pub fn of(self, datore: Option<PersonaId>) -> Self {
        if self.datore.get_value() != datore {
            self.datore.set_value(datore);
            self.parole.set(Parole::default());
            self.indirizzo.set(String::new());
        }
        self
    }

    pub fn set(self, parole: Parole) {
        self.parole.set(parole);
    }

    /// Remembers where the list was.
    pub fn visit(self, indirizzo: &str) {
        if self.indirizzo.with_untracked(|known| known != indirizzo) {
            self.indirizzo.set(indirizzo.to_owned());
        }
    }

    /// The address of the list as it was left, after its path.
    pub fn indirizzo(self) -> String {
        self.indirizzo.get()
    }

    /// The whole search: what the address says, and what it does not.
    pub fn filtro(self, indirizzo: &str) -> FiltroQuesiti {
        let Parole { oggetto, rapporto } = self.parole.get();
        FiltroQuesiti { oggetto, rapporto, ..parse_query(indirizzo).unwrap_or_default() }
    }
}
