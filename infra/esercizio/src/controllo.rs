//! One check of everything: its settings, its pace, and how a finding on a living system is looked at again.

use std::cell::{Cell, RefCell};
use std::collections::HashSet;
use std::time::Duration;

use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_store::{Store, StoreError};
use jiff::Timestamp;

use crate::esito::Esito;
use crate::legge::{Difetto, Legge};
use crate::{oggetti, registro, tabella};

/// How to check.
#[derive(Debug, Clone)]
pub struct Opzioni {
    /// The instant of the check.
    pub now: Timestamp,
    /// Reads every document and compares its SHA-256, instead of asking for its length.
    pub contenuti: bool,
    /// At most so many requests a second.
    pub al_secondo: Option<u32>,
    /// How many times a finding is looked at again: what moved meanwhile is none. 0 for a system that stands still.
    pub ripetizioni: u32,
    /// Before each of them.
    pub pausa: Duration,
    /// Rows of a page of the table.
    pub pagina: u16,
}

impl Opzioni {
    /// For a system that stands still, at an instant of its own.
    #[must_use]
    pub const fn ferma(now: Timestamp) -> Self {
        Self { now, contenuti: true, al_secondo: None, ripetizioni: 0, pausa: Duration::ZERO, pagina: 200 }
    }
}

/// Checks everything.
///
/// # Errors
/// When a service fails: nothing is known then.
pub async fn controlla(store: &Store, opzioni: &Opzioni) -> Result<Esito, StoreError> {
    let controllo = Controllo::new(store, opzioni);
    tabella::check(&controllo).await?;
    registro::check(&controllo).await?;
    oggetti::check(&controllo).await?;
    let mut esito = controllo.esito.into_inner();
    esito.chiamate = controllo.chiamate.get();
    Ok(esito)
}

/// A check under way.
pub(crate) struct Controllo<'a> {
    pub(crate) store: &'a Store,
    pub(crate) opzioni: &'a Opzioni,
    pub(crate) esito: RefCell<Esito>,
    pub(crate) visti: RefCell<Visti>,
    chiamate: Cell<u64>,
    tick: Option<tokio::sync::Mutex<tokio::time::Interval>>,
}

/// What the pass over the table leaves to those after it.
#[derive(Default)]
pub(crate) struct Visti {
    pub(crate) allegati: HashSet<AllegatoId>,
    pub(crate) registri: registro::Visti,
    /// Employers whose quesiti are on their way to other lists.
    pub(crate) in_moto: HashSet<PersonaId>,
    pub(crate) statistiche: crate::statistiche::Conti,
}

impl<'a> Controllo<'a> {
    fn new(store: &'a Store, opzioni: &'a Opzioni) -> Self {
        let tick = opzioni.al_secondo.map(|rate| tokio::sync::Mutex::new(tokio::time::interval(Duration::from_secs(1) / rate.max(1))));
        Self { store, opzioni, esito: RefCell::default(), visti: RefCell::default(), chiamate: Cell::new(0), tick }
    }

    /// To be awaited before each request.
    pub(crate) async fn passo(&self) {
        self.chiamate.set(self.chiamate.get() + 1);
        if let Some(tick) = &self.tick {
            tick.lock().await.tick().await;
        }
    }

    pub(crate) fn count(&self, what: &'static str, how_many: usize) {
        self.esito.borrow_mut().count(what, how_many as u64);
    }

    pub(crate) fn add(&self, difetti: Vec<Difetto>) {
        self.esito.borrow_mut().add(difetti);
    }

    /// Makes a check, and again as often as is set while it finds something. `dove` names what can't be read at all.
    pub(crate) async fn giudica<F>(&self, dove: &str, check: impl Fn() -> F) -> Result<(), StoreError>
    where
        F: Future<Output = Result<Vec<Difetto>, StoreError>>,
    {
        let mut left = self.opzioni.ripetizioni;
        loop {
            let found = match check().await {
                Ok(found) => found,
                Err(StoreError::Illeggibile(name)) => vec![Difetto::new(Legge::RigaLeggibile, format!("{dove} ({name})"))],
                Err(error) => return Err(error),
            };
            if found.is_empty() || left == 0 {
                self.add(found);
                return Ok(());
            }
            left -= 1;
            tokio::time::sleep(self.opzioni.pausa).await;
        }
    }
}
