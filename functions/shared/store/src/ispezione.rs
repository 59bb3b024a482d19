//! What a check of the whole store reads: every row, a page at a time, told by what it is; and the few rows that a law ties to
//! it. No function is built with this: what serves people never scans.

mod lettura;
mod oggetti;
mod righe;

pub use lettura::AttivaVista;
pub use oggetti::{Deposito, Oggetto, PaginaOggetti};
pub use righe::{Riga, RigaLetta};

use std::collections::HashMap;

use aws_sdk_dynamodb::types::{AttributeValue, ReturnConsumedCapacity, Select};

use crate::connessione::Store;
use crate::cursore;
use crate::error::{StoreError, dynamodb};
use crate::item::Item;
use crate::scorri::Indice;

/// Where a pass over the table goes on.
pub struct Posizione(HashMap<String, AttributeValue>);

/// Some rows of the table, in no order that matters.
pub struct PaginaTabella {
    pub righe: Vec<RigaLetta>,
    /// Read units that the page cost.
    pub unita: f64,
    /// Absent on the last page.
    pub dopo: Option<Posizione>,
}

/// Some rows of an index, counted.
pub struct ConteggioIndice {
    pub righe: u64,
    /// Read units that the page cost.
    pub unita: f64,
    /// Absent on the last page.
    pub dopo: Option<Posizione>,
}

/// How many indexes there are.
pub const INDICI: usize = 5;

const ALL: [Indice; INDICI] = [Indice::G1, Indice::G2, Indice::G3, Indice::G4, Indice::G5];

impl Store {
    /// One page of the whole table, of at most `limit` rows. 0.5 read units for every 4 KB, strongly read 1.
    ///
    /// # Errors
    /// See [`StoreError`]; a row that can't be read is [`Riga::Illeggibile`] and no error.
    #[expect(clippy::disallowed_methods, reason = "a check of the whole table is the one thing that reads all of it")]
    pub async fn scorri_tabella(&self, da: Option<Posizione>, limit: u16) -> Result<PaginaTabella, StoreError> {
        let scan = self.db().scan().table_name(self.table()).limit(i32::from(limit)).consistent_read(true);
        let scan = scan.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let output = scan.set_exclusive_start_key(da.map(|da| da.0)).send().await.map_err(dynamodb)?;
        let unita = output.consumed_capacity.as_ref().and_then(|capacity| capacity.capacity_units).unwrap_or_default();
        let dopo = output.last_evaluated_key.filter(|key| !key.is_empty()).map(Posizione);
        let righe = output.items.unwrap_or_default().into_iter().map(|item| RigaLetta::of(&Item(item))).collect();
        Ok(PaginaTabella { righe, unita, dopo })
    }

    /// How many rows one page of an index has; `indice` is from 0 to [`INDICI`].
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Assente`] when there is no such index.
    #[expect(clippy::disallowed_methods, reason = "a check of the whole table is the one thing that reads all of it")]
    pub async fn conta_indice(&self, indice: usize, da: Option<Posizione>) -> Result<ConteggioIndice, StoreError> {
        let indice = ALL.get(indice).ok_or(StoreError::Assente)?;
        let scan = self.db().scan().table_name(self.table()).index_name(indice.name()).select(Select::Count);
        let scan = scan.return_consumed_capacity(ReturnConsumedCapacity::Total);
        let output = scan.set_exclusive_start_key(da.map(|da| da.0)).send().await.map_err(dynamodb)?;
        Ok(ConteggioIndice {
            righe: output.count.try_into().unwrap_or_default(),
            unita: output.consumed_capacity.as_ref().and_then(|capacity| capacity.capacity_units).unwrap_or_default(),
            dopo: output.last_evaluated_key.filter(|key| !key.is_empty()).map(Posizione),
        })
    }
}

/// What a cursor of any list leads to, written as a cursor again; `None` when no list goes on from it.
#[must_use]
pub fn cursore(testo: &str) -> Option<String> {
    let datore = cursore::datore(testo).map(|datore| datore.to_string());
    let position = cursore::quesito(testo).or(cursore::per_termine(testo)).or(cursore::avviso(testo)).or(datore).ok()?;
    Some(cursore::write(&position))
}
