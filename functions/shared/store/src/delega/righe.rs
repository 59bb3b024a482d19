//! The rows that make and move a delega, for the transactions of its neighbours.

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};
use cassetto_domain::delega::StatoDelega;
use cassetto_domain::id::{DelegaId, PersonaId};

use super::Delega;
use super::elenco::GruppoDeleghe;
use crate::attributi::{DATORE, DELEGA, INTERMEDIARIO, VERSIONE};
use crate::concessione::Concessione;
use crate::connessione::Store;
use crate::error::{StoreError, unbuilt};
use crate::item::{Item, blob, number};
use crate::keys::{self, Key};
use crate::primitive::Reading;
use crate::transazione::{put, put_new};

/// Which delega of an employer is active, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attiva {
    pub(crate) delega: DelegaId,
    pub(crate) intermediario: PersonaId,
}

impl Attiva {
    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self { delega: DelegaId::from_bytes(item.array(DELEGA)?), intermediario: PersonaId::from_bytes(item.array(INTERMEDIARIO)?) })
    }
}

impl Store {
    /// What `ATTIVA` says, whether or not its last day has passed. 1 read unit.
    pub(crate) async fn attiva(&self, datore: PersonaId) -> Result<Option<Attiva>, StoreError> {
        self.get(keys::delega_attiva(datore), Reading::Strong).await?.as_ref().map(Attiva::from_item).transpose()
    }

    /// The delega becomes the employer's active one, in place of `prima`: 2 rows.
    pub(super) fn attiva_rows(&self, delega: &Delega, prima: Option<Attiva>) -> Result<[TransactWriteItem; 2], StoreError> {
        let item = Item::new(keys::delega_attiva(delega.datore.id))
            .with(DELEGA, blob(*delega.id.as_bytes()))
            .with(INTERMEDIARIO, blob(*delega.intermediario.id.as_bytes()));
        let pointer = match prima {
            Some(prima) => put(self, item, |put| {
                put.condition_expression("dg = :prima").expression_attribute_values(":prima", blob(*prima.delega.as_bytes()))
            })?,
            None => put_new(self, item)?,
        };
        Ok([pointer, put(self, Concessione::of(delega).to_item(delega.intermediario.id), |put| put)?])
    }

    /// The employer has no active delega any more: 2 rows.
    pub(super) fn disattiva_rows(&self, delega: &Delega) -> Result<[TransactWriteItem; 2], StoreError> {
        let pointer = self.delete_of(keys::delega_attiva(delega.datore.id), delega.id)?;
        Ok([pointer, self.ritira_concessione(delega)?])
    }

    /// The intermediary sees the employer no more.
    pub(super) fn ritira_concessione(&self, delega: &Delega) -> Result<TransactWriteItem, StoreError> {
        self.delete_of(keys::concessione(delega.intermediario.id, delega.datore.id), delega.id)
    }

    /// A delega that begins: 3 rows.
    pub(super) fn nuova_rows(&self, delega: &Delega) -> Result<[TransactWriteItem; 3], StoreError> {
        let whose = Item::new(keys::delega_di(delega.intermediario.id, delega.id)).with(DATORE, blob(*delega.datore.id.as_bytes()));
        Ok([
            put_new(self, delega.to_item(keys::delega(delega.datore.id, delega.id)))?,
            put_new(self, delega.to_item(in_gruppo(delega)))?,
            put_new(self, whose)?,
        ])
    }

    /// A delega from what it was to what it is, in both partitions: 3 rows.
    pub(super) fn muovi_rows(&self, prima: &Delega, dopo: &Delega) -> Result<[TransactWriteItem; 3], StoreError> {
        let header = put(self, dopo.to_item(keys::delega(dopo.datore.id, dopo.id)), |put| {
            put.condition_expression("#v = :prima")
                .expression_attribute_names("#v", VERSIONE)
                .expression_attribute_values(":prima", number(prima.versione()))
        })?;
        Ok([header, self.delete_of(in_gruppo(prima), prima.id)?, put_new(self, dopo.to_item(in_gruppo(dopo)))?])
    }

    /// A row of this delega, which must be there.
    fn delete_of(&self, key: Key, delega: DelegaId) -> Result<TransactWriteItem, StoreError> {
        self.delete_delega_row(key, delega, "dg = :delega")
    }

    /// A row of this delega, unless it is gone.
    pub(super) fn delete_if_any(&self, key: Key, delega: DelegaId) -> Result<TransactWriteItem, StoreError> {
        self.delete_delega_row(key, delega, "attribute_not_exists(pk) OR dg = :delega")
    }

    fn delete_delega_row(&self, key: Key, delega: DelegaId, condition: &str) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table())
            .set_key(Some(key.into_map()))
            .condition_expression(condition)
            .expression_attribute_values(":delega", blob(*delega.as_bytes()))
            .build()
            .map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

pub(crate) fn in_gruppo(delega: &Delega) -> Key {
    let gruppo = GruppoDeleghe::of(delega.stato);
    keys::delega_in_gruppo(delega.intermediario.id, gruppo.code(), delega.aggiornata(), delega.id)
}

impl GruppoDeleghe {
    const fn of(stato: StatoDelega) -> Self {
        match stato {
            StatoDelega::Richiesta => Self::Richieste,
            StatoDelega::Attiva => Self::Attive,
            StatoDelega::Rifiutata | StatoDelega::Revocata | StatoDelega::Scaduta => Self::Concluse,
        }
    }

    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Richieste => "r",
            Self::Attive => "a",
            Self::Concluse => "c",
        }
    }
}
