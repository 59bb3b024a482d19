//! Notices on their way: written with what they tell of, gone when they are delivered or given up.
//!
//! A row is worked by whoever claims it: the claim moves its next attempt on, so that nobody else takes it up in the meantime and
//! that it comes up again by itself if the worker dies.

use std::fmt;

use aws_sdk_dynamodb::operation::update_item::UpdateItemError;
use aws_sdk_dynamodb::types::{Delete, ReturnValue, TransactWriteItem};
use cassetto_domain::avviso::{Canale, Evento};
use cassetto_domain::contatto::{Cellulare, Contatti, Email};
use cassetto_domain::id::{AvvisoId, QuesitoId};
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{CANALE, CONTATTO, EVENTO, PROSSIMO, QUANDO, QUESITO, SK, STATO, TENTATIVI};
use crate::casuale;
use crate::codice::Coded;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::item::{Item, blob, instant, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::thread::AvvisoPartito;
use crate::transazione::{Transazione, put_new};

/// How many partitions the outbox is spread over, from 0.
pub const SHARDS: u8 = 8;

/// A notice that is not delivered yet.
#[derive(Clone, PartialEq, Eq)]
pub struct Avviso {
    pub id: AvvisoId,
    pub quesito: QuesitoId,
    pub evento: Evento,
    pub contatto: Contatto,
    pub stato: StatoAvviso,
    /// How many times it was claimed.
    pub tentativi: u32,
    /// Before this nobody takes it up.
    pub prossimo: Timestamp,
    pub creato: Timestamp,
}

impl fmt::Debug for Avviso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Avviso({}, {:?}, {:?}, attempt {})", self.id, self.evento, self.contatto.canale(), self.tentativi)
    }
}

/// Where a notice goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contatto {
    Sms(Cellulare),
    Email(Email),
}

/// How far a notice is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StatoAvviso {
    DaInviare,
    /// Handed to the topic; who delivers completes it.
    Affidato,
}

/// Some notices of a shard; `cursor` asks for those after them.
#[derive(Debug, Clone)]
pub struct PaginaAvvisi {
    pub avvisi: Vec<Avviso>,
    /// How many rows are not of the form that this release reads. They stay where they are.
    pub illeggibili: usize,
    pub cursor: Option<AvvisoId>,
}

/// How many rows one Query of a shard looks at.
const PAGE: i32 = 100;

impl Contatto {
    #[must_use]
    pub const fn canale(&self) -> Canale {
        match self {
            Self::Sms(_) => Canale::Sms,
            Self::Email(_) => Canale::Email,
        }
    }

    /// Enough to recognise one's own.
    #[must_use]
    pub fn mascherato(&self) -> String {
        match self {
            Self::Sms(cellulare) => cellulare.mascherato(),
            Self::Email(email) => email.mascherato(),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Sms(cellulare) => cellulare.as_str(),
            Self::Email(email) => email.as_str(),
        }
    }
}

impl Avviso {
    fn to_item(&self) -> Item {
        Item::new(keys::avviso(self.id))
            .with(QUESITO, blob(*self.quesito.as_bytes()))
            .with_code(EVENTO, self.evento)
            .with_code(CANALE, self.contatto.canale())
            .with_text(CONTATTO, self.contatto.as_str())
            .with_code(STATO, self.stato)
            .with_number(TENTATIVI, self.tentativi)
            .with_instant(PROSSIMO, self.prossimo)
            .with_instant(QUANDO, self.creato)
    }

    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            id: item.parsed(SK)?,
            quesito: QuesitoId::from_bytes(item.array(QUESITO)?),
            evento: item.code(EVENTO)?,
            contatto: match item.code(CANALE)? {
                Canale::Sms => Contatto::Sms(item.parsed(CONTATTO)?),
                Canale::Email => Contatto::Email(item.parsed(CONTATTO)?),
            },
            stato: item.code(STATO)?,
            tentativi: item.number(TENTATIVI)?,
            prossimo: item.instant(PROSSIMO)?,
            creato: item.instant(QUANDO)?,
        })
    }
}

impl Store {
    /// The rows for each contact, to write with what they tell of.
    pub(crate) fn avvisi(
        &self,
        quesito: QuesitoId,
        evento: Evento,
        contatti: &Contatti,
        now: Timestamp,
    ) -> Result<Vec<TransactWriteItem>, StoreError> {
        let sms = contatti.cellulare.clone().map(Contatto::Sms);
        let email = contatti.email.clone().map(Contatto::Email);
        let row = |contatto| {
            let avviso = Avviso {
                id: casuale::id(AvvisoId::from_bytes)?,
                quesito,
                evento,
                contatto,
                stato: StatoAvviso::DaInviare,
                tentativi: 0,
                prossimo: now,
                creato: now,
            };
            put_new(self, avviso.to_item())
        };
        sms.into_iter().chain(email).map(row).collect()
    }

    /// One notice, if it is still waiting. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn avviso(&self, id: AvvisoId) -> Result<Option<Avviso>, StoreError> {
        self.get(keys::avviso(id), Reading::Strong).await?.as_ref().map(Avviso::from_item).transpose()
    }

    /// The notices of a shard whose time has come; a page may be empty and still have a cursor. One Query.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn due(&self, shard: u8, now: Timestamp, cursor: Option<AvvisoId>) -> Result<PaginaAvvisi, StoreError> {
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
        let avvisi: Vec<Avviso> = items.into_iter().filter_map(|item| Avviso::from_item(&Item(item)).ok()).collect();
        Ok(PaginaAvvisi { illeggibili: rows - avvisi.len(), avvisi, cursor: last.map(|key| key.parsed(SK)).transpose()? })
    }

    /// Takes a notice up, or says how far it has come: nobody else takes it up before `prossimo`. 1 write unit.
    ///
    /// `None` when somebody else has it or it is gone: leave it.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn claim(&self, avviso: &Avviso, stato: StatoAvviso, prossimo: Timestamp) -> Result<Option<Avviso>, StoreError> {
        let result = self
            .db()
            .update_item()
            .table_name(self.table())
            .set_key(Some(keys::avviso(avviso.id).into_map()))
            .update_expression("SET s = :to, px = :next, tn = :count")
            .condition_expression("tn = :seen")
            .expression_attribute_values(":to", string(stato.code()))
            .expression_attribute_values(":next", instant(prossimo))
            .expression_attribute_values(":count", number(avviso.tentativi + 1))
            .expression_attribute_values(":seen", number(avviso.tentativi))
            .return_values(ReturnValue::AllNew)
            .send()
            .await;
        match result {
            Ok(output) => Avviso::from_item(&Item(output.attributes.unwrap_or_default())).map(Some),
            Err(error) if error.as_service_error().is_some_and(UpdateItemError::is_conditional_check_failed_exception) => Ok(None),
            Err(error) => Err(dynamodb(error)),
        }
    }

    /// Takes a notice out of the outbox and notes it in its thread, in one transaction. 4 write units.
    ///
    /// `false` when it was out already: nothing is noted twice.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn complete(&self, avviso: &Avviso, now: Timestamp, consegnato: bool) -> Result<bool, StoreError> {
        let partito = AvvisoPartito {
            id: avviso.id,
            quando: now,
            canale: avviso.contatto.canale(),
            evento: avviso.evento,
            contatto: avviso.contatto.mascherato(),
            consegnato,
        };
        let delete = Delete::builder()
            .table_name(self.table())
            .set_key(Some(keys::avviso(avviso.id).into_map()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(unbuilt)?;
        let rows = vec![TransactWriteItem::builder().delete(delete).build(), put_new(self, partito.to_item(avviso.quesito))?];
        Ok(matches!(self.transact_patiently(rows).await?, Transazione::Fatta))
    }

    /// How long the oldest notice has been waiting; `None` when none is. One Query for each shard.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn outbox_age(&self, now: Timestamp) -> Result<Option<SignedDuration>, StoreError> {
        let mut oldest: Option<Timestamp> = None;
        for shard in 0..SHARDS {
            for item in self.partition(&keys::outbox(shard), None, Reading::Eventual).await? {
                let Ok(created) = item.instant(QUANDO) else { continue };
                oldest = Some(oldest.map_or(created, |oldest| oldest.min(created)));
            }
        }
        Ok(oldest.map(|oldest| now.duration_since(oldest).max(SignedDuration::ZERO)))
    }
}
