//! Work that must be done some day, whatever happens: written in the transaction that makes it necessary, gone when it is done.
//!
//! A row stands where its time stands, so that what is due is the beginning of its partition and a sweep reads nothing else. Whoever
//! takes it up moves it on first: it comes up again by itself if they die.

mod reindicizza;

use aws_sdk_dynamodb::types::{Delete, TransactWriteItem};
use cassetto_domain::id::{DelegaId, PersonaId};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::attributi::{DATORE, DELEGA, ID, PASSATA, PK, POSIZIONE, SK};
use crate::casuale;
use crate::connessione::Store;
use crate::error::{StoreError, dynamodb, unbuilt};
use crate::item::{Item, blob, number, string};
use crate::keys::{self, Key};
use crate::transazione::{Transazione, put_new};

/// How many partitions the work is spread over, from 0.
pub const SHARDS_LAVORO: u8 = 4;

/// How long who takes work up has it for themselves.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// After the first pass over an employer's quesiti a second one follows, when what was being written meanwhile is in the index.
const SECOND_PASS: SignedDuration = SignedDuration::from_mins(2);

/// How many rows one Query of a shard gives.
const PAGE: i32 = 50;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lavoro {
    /// The quesiti of an employer go to the lists of who acts for them now.
    Reindicizza {
        datore: PersonaId,
        /// Tells one time from another.
        nonce: DelegaId,
        /// The last quesito that was looked at.
        posizione: Option<String>,
        passata: u8,
    },
    /// A delega or a request may be over.
    Scadenza { datore: PersonaId, delega: DelegaId },
}

/// Work with the place where it waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LavoroInAttesa {
    pub lavoro: Lavoro,
    pub quando: Timestamp,
}

impl Lavoro {
    pub(crate) fn reindicizza(datore: PersonaId) -> Result<Self, StoreError> {
        Ok(Self::Reindicizza { datore, nonce: casuale::id(DelegaId::from_bytes)?, posizione: None, passata: 1 })
    }

    const fn datore(&self) -> PersonaId {
        match self {
            Self::Reindicizza { datore, .. } | Self::Scadenza { datore, .. } => *datore,
        }
    }

    fn key(&self, quando: Timestamp) -> Key {
        let shard = self.datore().as_bytes()[0] % SHARDS_LAVORO;
        let nome = match self {
            Self::Reindicizza { datore, nonce, .. } => format!("{datore}#R#{nonce}"),
            Self::Scadenza { datore, delega } => format!("{datore}#S#{delega}"),
        };
        keys::lavoro(shard, quando, &nome)
    }

    fn to_item(&self, quando: Timestamp) -> Item {
        let item = Item::new(self.key(quando)).with(DATORE, blob(*self.datore().as_bytes()));
        match self {
            Self::Reindicizza { nonce, posizione, passata, .. } => {
                item.with(ID, blob(*nonce.as_bytes())).with_option(POSIZIONE, posizione.as_deref(), string).with(PASSATA, number(passata))
            }
            Self::Scadenza { delega, .. } => item.with(DELEGA, blob(*delega.as_bytes())),
        }
    }

    pub(crate) fn from_item(item: &Item) -> Result<LavoroInAttesa, StoreError> {
        let datore = PersonaId::from_bytes(item.array(DATORE)?);
        let lavoro = match item.optional(DELEGA, Item::array)? {
            Some(delega) => Self::Scadenza { datore, delega: DelegaId::from_bytes(delega) },
            None => Self::Reindicizza {
                datore,
                nonce: DelegaId::from_bytes(item.array(ID)?),
                posizione: item.optional(POSIZIONE, Item::text)?.map(str::to_owned),
                passata: item.number(PASSATA)?,
            },
        };
        let quando = keys::quando_di_lavoro(item.sk()?).ok_or(StoreError::Illeggibile(SK))?;
        Ok(LavoroInAttesa { lavoro, quando })
    }
}

impl Store {
    /// The row of some work, to write with what makes it necessary.
    pub(crate) fn lavoro_row(&self, lavoro: &Lavoro, quando: Timestamp) -> Result<TransactWriteItem, StoreError> {
        put_new(self, lavoro.to_item(quando))
    }

    /// Work of a shard whose time has come, oldest first. One Query of what is due, however much waits for later.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn lavori(&self, shard: u8, now: Timestamp) -> Result<Vec<LavoroInAttesa>, StoreError> {
        let output = self
            .db()
            .query()
            .table_name(self.table())
            .key_condition_expression("pk = :pk AND sk <= :now")
            .expression_attribute_values(":pk", string(keys::lavori(shard)))
            .expression_attribute_values(":now", string(format!("{}{}", keys::millisecondi(now), keys::AFTER)))
            .limit(PAGE)
            .send()
            .await
            .map_err(dynamodb)?;
        output.items.unwrap_or_default().into_iter().map(|item| Lavoro::from_item(&Item(item))).collect()
    }

    /// Does a piece of work: all of it, or as much as can be done before somebody else may take it up. What is left waits.
    ///
    /// # Errors
    /// When the table can't be reached: the work comes up again.
    pub async fn work(&self, in_attesa: &LavoroInAttesa, now: Timestamp) -> Result<(), StoreError> {
        let Some(mine) = self.move_lavoro(in_attesa, &in_attesa.lavoro, now + LEASE).await? else { return Ok(()) };
        match &mine.lavoro {
            Lavoro::Scadenza { datore, delega } => {
                self.expire_delega(*datore, *delega, now).await?;
                self.finish_lavoro(&mine).await
            }
            Lavoro::Reindicizza { .. } => self.work_reindicizza(mine, now).await,
        }
    }

    /// The work with what was done of it, at another time. `None` when somebody else has it.
    async fn move_lavoro(&self, from: &LavoroInAttesa, to: &Lavoro, quando: Timestamp) -> Result<Option<LavoroInAttesa>, StoreError> {
        let rows = vec![self.delete_lavoro(from)?, put_new(self, to.to_item(quando))?];
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(Some(LavoroInAttesa { lavoro: to.clone(), quando })),
            Transazione::Annullata(_) => Ok(None),
        }
    }

    async fn finish_lavoro(&self, done: &LavoroInAttesa) -> Result<(), StoreError> {
        self.delete(done.lavoro.key(done.quando)).await
    }

    fn delete_lavoro(&self, in_attesa: &LavoroInAttesa) -> Result<TransactWriteItem, StoreError> {
        let delete = Delete::builder()
            .table_name(self.table())
            .set_key(Some(in_attesa.lavoro.key(in_attesa.quando).into_map()))
            .condition_expression("attribute_exists(pk)")
            .build()
            .map_err(unbuilt)?;
        Ok(TransactWriteItem::builder().delete(delete).build())
    }
}

/// The shard of the work that a record of the stream (as Lambda gets it) tells of, when it is due at `now`.
#[must_use]
pub fn lavoro_in_record(record: &Value, now: Timestamp) -> Option<u8> {
    if record.get("eventName")?.as_str()? != "INSERT" {
        return None;
    }
    let keys = record.get("dynamodb")?.get("Keys")?;
    let part = |name: &str| keys.get(name)?.get("S")?.as_str();
    let shard = keys::shard_di_lavori(part(PK)?)?;
    (keys::quando_di_lavoro(part(SK)?)? <= now).then_some(shard)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn work_is_read_back() {
        let (datore, delega) = (PersonaId::from_bytes([6; 16]), DelegaId::from_bytes([7; 16]));
        let quando = Timestamp::from_millisecond(1_800_000_000_123).unwrap();
        for lavoro in [
            Lavoro::Scadenza { datore, delega },
            Lavoro::Reindicizza { datore, nonce: delega, posizione: None, passata: 1 },
            Lavoro::Reindicizza { datore, nonce: delega, posizione: Some("1700000000000#x".to_owned()), passata: 2 },
        ] {
            let read = Lavoro::from_item(&lavoro.to_item(quando)).unwrap();
            assert_eq!(read, LavoroInAttesa { lavoro, quando });
        }
    }

    #[test]
    fn only_insertions_of_what_is_due_wake_anybody() {
        let record =
            |event: &str, pk: &str, sk: &str| json!({"eventName": event, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}});
        let now = Timestamp::from_millisecond(1_800_000_000_000).unwrap();
        assert_eq!(lavoro_in_record(&record("INSERT", "LAV#2", "1800000000000#x"), now), Some(2));
        for other in [
            record("REMOVE", "LAV#2", "1800000000000#x"),
            record("INSERT", "LAV#2", "1800000000001#x"),
            record("INSERT", "OUT#2", "1800000000000#x"),
            record("INSERT", "LAV#9", "1800000000000#x"),
            json!({"eventName": "INSERT"}),
        ] {
            assert_eq!(lavoro_in_record(&other, now), None, "{other}");
        }
    }
}
