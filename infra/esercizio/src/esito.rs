//! What was looked at and what was found.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::legge::{Difetto, Legge};

/// After so many findings only their number grows.
const KEPT: usize = 1_000;

/// The whole outcome.
#[derive(Debug, Default, Serialize)]
pub struct Esito {
    /// Rows, objects and checks by kind.
    pub conteggi: BTreeMap<&'static str, u64>,
    /// Requests made.
    pub chiamate: u64,
    /// Read units of the passes over table and indexes.
    pub unita: f64,
    /// How many findings there are, kept or not.
    pub trovati: u64,
    pub difetti: Vec<Difetto>,
}

impl Esito {
    /// Whether every law holds.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        self.trovati == 0
    }

    /// The laws that don't hold, each once.
    #[must_use]
    pub fn leggi(&self) -> Vec<Legge> {
        let mut laws: Vec<Legge> = self.difetti.iter().map(|difetto| difetto.legge).collect();
        laws.sort_unstable();
        laws.dedup();
        laws
    }

    pub(crate) fn count(&mut self, what: &'static str, how_many: u64) {
        *self.conteggi.entry(what).or_default() += how_many;
    }

    pub(crate) fn add(&mut self, difetti: Vec<Difetto>) {
        self.trovati += difetti.len() as u64;
        let room = KEPT.saturating_sub(self.difetti.len());
        self.difetti.extend(difetti.into_iter().take(room));
    }
}

impl fmt::Display for Esito {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, how_many) in &self.conteggi {
            writeln!(f, "{how_many:>10}  {what}")?;
        }
        for difetto in &self.difetti {
            writeln!(f, "DIFETTO {difetto}")?;
        }
        write!(f, "{} difetti, {} leggi, {} chiamate, {:.1} unità di lettura", self.trovati, Legge::ALL.len(), self.chiamate, self.unita)
    }
}
