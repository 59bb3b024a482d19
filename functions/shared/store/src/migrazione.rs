//! What a former release left in the table in a form that this one doesn't write, put right by numbered steps while people use the system.
//!
//! A step is a file: it says of a row what should be in it, and from what that follows. Here is what they have in common: reading a page,
//! writing a row on condition that what it follows from is as it was seen, noting how far one has come. No function is built with this:
//! what serves people never scans. `cargo xtask migra` goes through them.

mod p0001_turni;
mod punto;

pub use punto::{InCorso, Punto};

use std::collections::HashMap;

use aws_sdk_dynamodb::types::AttributeValue;

use crate::attributi::{PK, SK};
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, string};
use crate::keys::Key;
use crate::primitive::Reading;

/// All of them, in order. A step is appended, never changed once a table has had it.
pub const PASSI: [Passo; 1] = [p0001_turni::PASSO];

/// How often a row that moves on meanwhile is looked at again.
const ATTEMPTS: u32 = 10;

/// One step.
pub struct Passo {
    /// 1, 2, 3...
    pub numero: u32,
    pub nome: &'static str,
    /// With what the sort key of its rows begins.
    sk: &'static str,
    /// What is to be written to a row; nothing when it is as it should be. Twice is once.
    corregge: fn(&Item) -> Result<Option<Correzione>, StoreError>,
}

/// A row and what should be in it.
pub struct Correzione {
    chiave: Key,
    visto: Item,
    dopo: Item,
    scrive: &'static [&'static str],
    segue: &'static [&'static str],
}

impl Correzione {
    /// `scrive` as in `dopo`, on condition that `segue` is as in `visto`; none when it is so already.
    fn of(visto: &Item, dopo: Item, scrive: &'static [&'static str], segue: &'static [&'static str]) -> Result<Option<Self>, StoreError> {
        if scrive.iter().all(|name| visto.0.get(*name) == dopo.0.get(*name)) {
            return Ok(None);
        }
        let chiave = Key { pk: visto.text(PK)?.to_owned(), sk: visto.text(SK)?.to_owned() };
        Ok(Some(Self { chiave, visto: visto.clone(), dopo, scrive, segue }))
    }
}

/// Where a pass over the table goes on: the row before.
#[derive(Clone, PartialEq, Eq)]
pub struct Posizione {
    pk: String,
    sk: String,
}

impl Posizione {
    fn of(key: &HashMap<String, AttributeValue>) -> Option<Self> {
        let text = |name: &str| key.get(name).and_then(|value| value.as_s().ok()).cloned();
        Some(Self { pk: text(PK)?, sk: text(SK)? })
    }
}

/// Some rows of the table as a step sees them.
pub struct PaginaDaMigrare {
    /// How many rows there were, of whatever kind.
    pub lette: u64,
    /// Those of the step's kind that this release can't read: `fsck` names them.
    pub illeggibili: u64,
    pub da_correggere: Vec<Correzione>,
    /// Absent on the last page.
    pub dopo: Option<Posizione>,
}

impl Store {
    /// At most `limit` rows after `da`. A read unit for every 4 KB.
    ///
    /// # Errors
    /// See [`StoreError`]; a row that can't be read is counted and no error.
    #[expect(clippy::disallowed_methods, reason = "a migration is one of the two things that read all of the table")]
    pub async fn pagina_da_migrare(&self, passo: &Passo, da: Option<&Posizione>, limit: u16) -> Result<PaginaDaMigrare, StoreError> {
        let from = da.map(|da| Key { pk: da.pk.clone(), sk: da.sk.clone() }.into_map());
        let scan = self.db().scan().table_name(self.table()).limit(i32::from(limit)).consistent_read(true);
        let scan = scan.filter_expression(format!("begins_with({SK}, :sk)")).expression_attribute_values(":sk", string(passo.sk));
        let output = scan.set_exclusive_start_key(from).send().await.map_err(dynamodb)?;
        let dopo = output.last_evaluated_key.as_ref().and_then(Posizione::of);
        let lette = output.scanned_count.try_into().unwrap_or_default();
        let mut pagina = PaginaDaMigrare { lette, illeggibili: 0, da_correggere: Vec::new(), dopo };
        for item in output.items.unwrap_or_default() {
            match (passo.corregge)(&Item(item)) {
                Ok(correzione) => pagina.da_correggere.extend(correzione),
                Err(StoreError::Illeggibile(_)) => pagina.illeggibili += 1,
                Err(error) => return Err(error),
            }
        }
        Ok(pagina)
    }

    /// Puts a row right; `false` when it was put right, or went, in the meantime.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when it moves on at each attempt.
    pub async fn correggi(&self, passo: &Passo, mut correzione: Correzione) -> Result<bool, StoreError> {
        for _ in 0..ATTEMPTS {
            let Correzione { chiave, visto, dopo, scrive, segue } = &correzione;
            if self.riscrivi(chiave.clone(), (visto, dopo), scrive, segue).await? {
                return Ok(true);
            }
            let Some(item) = self.get(correzione.chiave, Reading::Strong).await? else { return Ok(false) };
            match (passo.corregge)(&item)? {
                Some(again) => correzione = again,
                None => return Ok(false),
            }
        }
        Err(StoreError::Occupato)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_numbered_from_one_without_gaps() {
        assert!(PASSI.iter().map(|passo| passo.numero).eq(1..=u32::try_from(PASSI.len()).expect("a number")));
    }
}
