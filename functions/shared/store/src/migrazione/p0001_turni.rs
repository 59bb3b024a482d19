//! 1. Headers whose keys in the lists of those in turn (gsi4, gsi5) are not what the rest of the header gives.
//!
//! Up to 0.1.0 the work that follows a delega moved a quesito to another intermediary's lists and left gsi5 as it was, so a quesito
//! stayed in, or out of, its employer's list of those in turn until the next step. `fsck` calls it `copie-in-elenco`.

use super::{Correzione, Passo};
use crate::attributi::{DELEGATO, G4PK, G4SK, G5PK, G5SK, LETTO, SK, VERSIONE};
use crate::error::StoreError;
use crate::item::Item;
use crate::keys;
use crate::quesito::Quesito;

pub(super) const PASSO: Passo = Passo { numero: 1, nome: "turni", sk: keys::TESTATA, corregge };

/// What says in whose list of those in turn it is.
const LISTS: &[&str] = &[G4PK, G4SK, G5PK, G5SK];

/// What that follows from: each step of the thread has its version, a reading and a delega don't.
const FOLLOWS: &[&str] = &[VERSIONE, LETTO, DELEGATO];

fn corregge(item: &Item) -> Result<Option<Correzione>, StoreError> {
    if item.text(SK)? != keys::TESTATA {
        return Ok(None);
    }
    Correzione::of(item, Quesito::from_item(item)?.to_item(), LISTS, FOLLOWS)
}
