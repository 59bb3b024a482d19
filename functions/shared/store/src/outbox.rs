//! Tickets of notices on their way: written with what they tell of, gone when every delivery is settled.
//!
//! A ticket is worked by whoever claims it: the claim moves its next attempt on, so that nobody else takes it up in the meantime and
//! that it comes up again by itself if the worker dies. What is to be sent is in the notice's own row.

use std::fmt;

use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{ReturnValue, TransactWriteItem};
use cassetto_domain::codice_usa::CodiceUso;
use cassetto_domain::id::{AvvisoId, PersonaId};
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{CODICE_USO, CORRELAZIONE, CREATO, FINE, INIZIO, PERSONA, PROSSIMO, SK, TENTATIVI};
use crate::avviso::Avviso;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb};
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::traccia::Correlazione;
use crate::transazione::{put, put_new};

/// How many partitions the outbox is spread over, from 0.
pub const SHARDS: u8 = 8;

/// A notice, or a summary of several, that has something to send.
#[derive(Clone, PartialEq, Eq)]
pub struct Biglietto {
    pub id: AvvisoId,
    pub persona: PersonaId,
    /// When the notice was written; of a summary, the beginning of its slot.
    pub creato: Timestamp,
    pub genere: GenereBiglietto,
    /// When something was to be sent first.
    pub inizio: Timestamp,
    /// How many times it was claimed since there was something new to send.
    pub tentativi: u32,
    /// Before this nobody takes it up.
    pub prossimo: Timestamp,
    /// A one-time code, which is nowhere else and goes with the ticket.
    pub codice: Option<CodiceUso>,
    /// Of the request that it began with; a summary has many.
    pub correlazione: Option<Correlazione>,
}

/// What a ticket is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GenereBiglietto {
    Avviso,
    /// All notices of a slot that ends at this instant.
    Riepilogo {
        fino: Timestamp,
    },
}

impl fmt::Debug for Biglietto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Biglietto({}, {:?}, attempt {})", self.id, self.genere, self.tentativi)
    }
}

/// Some tickets of a shard; `cursor` asks for those after them.
#[derive(Debug, Clone)]
pub struct PaginaBiglietti {
    pub biglietti: Vec<Biglietto>,
    /// How many rows are not of the form that this release reads. They stay where they are.
    pub illeggibili: usize,
    pub cursor: Option<AvvisoId>,
}

/// How many rows one Query of a shard looks at.
const PAGE: i32 = 100;

impl Biglietto {
    /// The ticket of a notice that has something to send from `prossimo` on.
    pub(crate) const fn new(avviso: &Avviso, prossimo: Timestamp) -> Self {
        Self {
            id: avviso.id,
            persona: avviso.persona,
            creato: avviso.creato,
            genere: GenereBiglietto::Avviso,
            inizio: prossimo,
            tentativi: 0,
            prossimo,
            codice: None,
            correlazione: avviso.correlazione,
        }
    }

    fn to_item(&self) -> Item {
        let item = Item::new(keys::avviso(self.id))
            .with(PERSONA, blob(*self.persona.as_bytes()))
            .with_instant(CREATO, self.creato)
            .with_instant(INIZIO, self.inizio)
            .with_number(TENTATIVI, self.tentativi)
            .with_instant(PROSSIMO, self.prossimo)
            .with_option(CORRELAZIONE, self.correlazione, |correlazione| blob(*correlazione.as_bytes()))
            .with_option(CODICE_USO, self.codice, |codice| string(codice.as_str()));
        match self.genere {
            GenereBiglietto::Avviso => item,
            GenereBiglietto::Riepilogo { fino } => item.with_instant(FINE, fino),
        }
    }

    pub(crate) fn from_item(item: &Item) -> Result<Self, StoreError> {
        let fino = item.optional(FINE, Item::instant)?;
        Ok(Self {
            id: item.parsed(SK)?,
            persona: PersonaId::from_bytes(item.array(PERSONA)?),
            creato: item.instant(CREATO)?,
            genere: fino.map_or(GenereBiglietto::Avviso, |fino| GenereBiglietto::Riepilogo { fino }),
            inizio: item.instant(INIZIO)?,
            tentativi: item.number(TENTATIVI)?,
            prossimo: item.instant(PROSSIMO)?,
            codice: item.optional(CODICE_USO, Item::parsed)?,
            correlazione: item.optional(CORRELAZIONE, Item::array)?.map(Correlazione::from_bytes),
        })
    }
}

impl Store {
    /// The row of a new ticket.
    pub(crate) fn biglietto_row(&self, biglietto: &Biglietto) -> Result<TransactWriteItem, StoreError> {
        put_new(self, biglietto.to_item())
    }

    /// The row of a ticket that may be there already: what is there begins again.
    pub(crate) fn biglietto_again(&self, biglietto: &Biglietto) -> Result<TransactWriteItem, StoreError> {
        put(self, biglietto.to_item(), |put| put)
    }

    /// One ticket, if it is still there. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn biglietto(&self, id: AvvisoId) -> Result<Option<Biglietto>, StoreError> {
        self.get(keys::avviso(id), Reading::Strong).await?.as_ref().map(Biglietto::from_item).transpose()
    }

    /// The tickets of a shard whose time has come; a page may be empty and still have a cursor. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn due(&self, shard: u8, now: Timestamp, cursor: Option<AvvisoId>) -> Result<PaginaBiglietti, StoreError> {
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .key_condition_expression("pk = :pk")
            .filter_expression("px <= :now")
            .expression_attribute_values(":pk", string(keys::outbox(shard)))
            .expression_attribute_values(":now", instant(now))
            .set_exclusive_start_key(cursor.map(|cursor| keys::avviso(cursor).into_map()))
            .limit(PAGE)
            .send()
            .await
            .map_err(dynamodb)?;
        let items = output.items.unwrap_or_default();
        let rows = items.len();
        let last = output.last_evaluated_key.filter(|key| !key.is_empty()).map(Item);
        let biglietti: Vec<Biglietto> = items.into_iter().filter_map(|item| Biglietto::from_item(&Item(item)).ok()).collect();
        Ok(PaginaBiglietti { illeggibili: rows - biglietti.len(), biglietti, cursor: last.map(|key| key.parsed(SK)).transpose()? })
    }

    /// Takes a ticket up: nobody else does before `prossimo`. 1 write unit.
    ///
    /// `None` when somebody else has it or it is gone: leave it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn claim(&self, biglietto: &Biglietto, prossimo: Timestamp) -> Result<Option<Biglietto>, StoreError> {
        self.move_biglietto(biglietto, biglietto.tentativi + 1, biglietto.inizio, prossimo).await
    }

    /// Leaves a ticket that one has claimed until something of it is to be sent, as a first attempt. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn postpone(&self, biglietto: &Biglietto, prossimo: Timestamp) -> Result<(), StoreError> {
        self.move_biglietto(biglietto, 0, prossimo, prossimo).await.map(drop)
    }

    /// What becomes of a ticket that one has claimed once all that could be sent was: it goes, or waits for what is to be sent later.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn leave(&self, biglietto: &Biglietto, avviso: &Avviso, now: Timestamp) -> Result<(), StoreError> {
        match avviso.prossimo() {
            None => self.retire(biglietto).await,
            Some(later) if later > now => self.postpone(biglietto, later).await,
            // It is tried again when the claim is over.
            Some(_) => Ok(()),
        }
    }

    async fn move_biglietto(
        &self,
        seen: &Biglietto,
        tentativi: u32,
        inizio: Timestamp,
        prossimo: Timestamp,
    ) -> Result<Option<Biglietto>, StoreError> {
        let result = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::avviso(seen.id).into_map()))
            .update_expression("SET px = :next, tn = :count, #in = :first")
            .expression_attribute_names("#in", INIZIO)
            .expression_attribute_values(":first", instant(inizio))
            .condition_expression("tn = :seen AND px = :due")
            .expression_attribute_values(":next", instant(prossimo))
            .expression_attribute_values(":count", number(tentativi))
            .expression_attribute_values(":seen", number(seen.tentativi))
            .expression_attribute_values(":due", instant(seen.prossimo))
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        match result {
            Ok(output) => Biglietto::from_item(&Item(output.attributes.unwrap_or_default())).map(Some),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => Ok(None),
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Takes a ticket out of the outbox, unless there is something new to send by now. 1 write unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn retire(&self, biglietto: &Biglietto) -> Result<(), StoreError> {
        let result = self
            .db()
            .delete_item()
            .table_name(self.table())
            .set_key(Some(keys::avviso(biglietto.id).into_map()))
            .condition_expression("tn = :seen AND px = :due")
            .expression_attribute_values(":seen", number(biglietto.tentativi))
            .expression_attribute_values(":due", instant(biglietto.prossimo))
            .send()
            .await;
        match result {
            Ok(_) => Ok(()),
            Err(error) if error.as_service_error().is_some_and(DeleteItemError::is_conditional_check_failed_exception) => Ok(()),
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// How long the oldest notice has been waiting past its time; `None` when none is. One Query for each shard.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn outbox_age(&self, now: Timestamp) -> Result<Option<SignedDuration>, StoreError> {
        let mut oldest: Option<Timestamp> = None;
        for shard in 0..SHARDS {
            for item in self.partition(&keys::outbox(shard), None, Reading::Eventual).await? {
                let Ok(created) = item.instant(INIZIO) else { continue };
                oldest = Some(oldest.map_or(created, |oldest| oldest.min(created)));
            }
        }
        Ok(oldest.map(|oldest| now.duration_since(oldest).max(SignedDuration::ZERO)))
    }
}
