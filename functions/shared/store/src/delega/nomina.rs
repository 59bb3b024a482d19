//! A request: given by an employer, or asked for by an intermediary.

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::Evento;
use cassetto_domain::id::{DelegaId, PersonaId};
use jiff::{SignedDuration, Timestamp};

use super::Delega;
use crate::annuncio::Annuncio;
use crate::attributi::{DATORE, DELEGA, IMPRONTA, TTL};
use crate::avviso::Luogo;
use crate::connessione::Store;
use crate::elenco::midnight;
use crate::error::StoreError;
use crate::invio::MEMORY;
use crate::item::{Item, blob, number};
use crate::keys;
use crate::lavoro::Lavoro;
use crate::passo::ChiaveUso;
use crate::transazione::{Motivo, Transazione, put};

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EsitoRichiesta {
    Registrata(Delega),
    /// The same key and body as before: the first one as it is now, nothing written.
    Replay(Delega),
    /// The key served another body: nothing written.
    ChiaveRiusata,
    /// There is one between the two that waits for an answer: nothing written.
    GiaChiesta,
}

impl Store {
    /// Writes a request, tells the other side and sets the day on which it is over.
    ///
    /// # Errors
    /// [`StoreError::Occupato`]: nothing is written, the same key may try again.
    pub async fn request_delega(&self, chiave: &ChiaveUso, delega: &Delega, now: Timestamp) -> Result<EsitoRichiesta, StoreError> {
        let altra = delega.parte(delega.richiesta_da.altro()).id;
        let mut rows = vec![self.chiave_delega(chiave, delega, now)?, self.in_attesa(delega, now)?];
        rows.extend(self.nuova_rows(delega)?);
        rows.push(self.lavoro_row(&Lavoro::Scadenza { datore: delega.datore.id, delega: delega.id }, over(delega))?);
        rows.extend(self.avvisi_in(&[Annuncio { persona: altra, evento: Evento::DelegaRichiesta }], Luogo::Deleghe, None, now).await?);
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(EsitoRichiesta::Registrata(delega.clone())),
            Transazione::Annullata(motivi) => match motivi.into_iter().next() {
                Some(Motivo::Condizione(Some(item))) => self.replay_delega(&item, chiave).await,
                _ => Ok(EsitoRichiesta::GiaChiesta),
            },
        }
    }

    /// The row that remembers an answer. `/` is in no `Idempotency-Key`: a key that sent a quesito is another one.
    fn chiave_delega(&self, chiave: &ChiaveUso, delega: &Delega, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let item = Item::new(keys::idempotenza(chiave.persona, &format!("{}/delega", chiave.chiave)))
            .with(IMPRONTA, blob(chiave.impronta.0))
            .with(DELEGA, blob(*delega.id.as_bytes()))
            .with(DATORE, blob(*delega.datore.id.as_bytes()))
            .with_ttl(now + MEMORY);
        self.put_unless_alive(item, now)
    }

    /// One request at a time between the same two.
    fn in_attesa(&self, delega: &Delega, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let key = keys::delega_in_attesa(delega.datore.id, delega.intermediario.id);
        self.put_unless_alive(Item::new(key).with(DELEGA, blob(*delega.id.as_bytes())).with_ttl(over(delega)), now)
    }

    /// The table may be late in dropping what has expired.
    fn put_unless_alive(&self, item: Item, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        put(self, item, |put| {
            put.condition_expression("attribute_not_exists(pk) OR #ttl <= :now")
                .expression_attribute_names("#ttl", TTL)
                .expression_attribute_values(":now", number(now.as_second()))
        })
    }

    async fn replay_delega(&self, item: &Item, chiave: &ChiaveUso) -> Result<EsitoRichiesta, StoreError> {
        if item.array(IMPRONTA)? != chiave.impronta.0 {
            return Ok(EsitoRichiesta::ChiaveRiusata);
        }
        let (datore, id) = (PersonaId::from_bytes(item.array(DATORE)?), DelegaId::from_bytes(item.array(DELEGA)?));
        self.delega(datore, id).await?.map(EsitoRichiesta::Replay).ok_or(StoreError::Assente)
    }

    /// The answer that a key gave. 1 read unit, 2 when there is one.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn replay_delega_di(&self, chiave: &ChiaveUso, now: Timestamp) -> Result<Option<EsitoRichiesta>, StoreError> {
        let key = keys::idempotenza(chiave.persona, &format!("{}/delega", chiave.chiave));
        let Some(item) = self.get(key, crate::primitive::Reading::Strong).await? else { return Ok(None) };
        if item.is_expired(now)? { Ok(None) } else { self.replay_delega(&item, chiave).await.map(Some) }
    }

    /// A delega that the archives know as active, written without asking anybody: demonstration data and tests.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the employer has an active one already.
    pub async fn put_delega(&self, delega: &Delega) -> Result<(), StoreError> {
        let mut rows = self.nuova_rows(delega)?.to_vec();
        rows.extend(self.attiva_rows(delega, None)?);
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(()),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }
}

/// The instant after a request's last moment: the night in Rome after its last day.
pub(super) fn over(delega: &Delega) -> Timestamp {
    delega.rispondere_entro.tomorrow().map_or(Timestamp::MAX - SignedDuration::from_hours(24), midnight)
}
