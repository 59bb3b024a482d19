//! Ending: refused, withdrawn, revoked, or over by itself. Access ends in the same transaction.

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario;
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega};
use cassetto_domain::id::{DelegaId, PersonaId};
use jiff::Timestamp;

use super::{Delega, Fatto};
use crate::annuncio::Annuncio;
use crate::avviso::Luogo;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::keys;
use crate::lavoro::Lavoro;
use crate::transazione::Transazione;

impl Store {
    /// The side that was asked says no; who asked is told.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when it is another version by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn refuse_delega(&self, delega: &Delega, chi: Lato, now: Timestamp) -> Result<Delega, StoreError> {
        let dopo = delega.after(StatoDelega::Rifiutata, Fatto { quando: now, fatto: FattoDelega::Rifiutata, lato: Some(chi) });
        self.conclude(delega, dopo, &[chi.altro()], now).await
    }

    /// An active delega ends, or who asked withdraws the request; both are told.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when it is another version by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn revoke_delega(&self, delega: &Delega, chi: Lato, now: Timestamp) -> Result<Delega, StoreError> {
        let (fatto, told): (_, &[Lato]) = match delega.stato {
            StatoDelega::Richiesta => (FattoDelega::Ritirata, &[chi.altro()]),
            _ => (FattoDelega::Revocata, &Lato::ALL),
        };
        let dopo = delega.after(StatoDelega::Revocata, Fatto { quando: now, fatto, lato: Some(chi) });
        self.conclude(delega, dopo, told, now).await
    }

    /// Writes down that time ended a delega; nothing when it didn't, or when something else did.
    ///
    /// # Errors
    /// [`StoreError::Occupato`]. Nothing is written.
    pub async fn expire_delega(&self, datore: PersonaId, id: DelegaId, now: Timestamp) -> Result<(), StoreError> {
        let Some(delega) = self.delega(datore, id).await? else { return Ok(()) };
        if delega.stato.is_conclusa() || delega.stato_al(calendario::oggi(now)) != StatoDelega::Scaduta {
            return Ok(());
        }
        let dopo = delega.after(StatoDelega::Scaduta, Fatto { quando: now, fatto: FattoDelega::Scaduta, lato: None });
        match self.conclude(&delega, dopo, &Lato::ALL, now).await {
            // Somebody was faster: whatever they did is the end of it, or comes up again by itself.
            Ok(_) | Err(StoreError::Conflitto) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn conclude(&self, prima: &Delega, dopo: Delega, told: &[Lato], now: Timestamp) -> Result<Delega, StoreError> {
        let mut rows = self.muovi_rows(prima, &dopo)?.to_vec();
        match prima.stato {
            // Of one that is over by itself the row is too, or it is a later request's.
            StatoDelega::Richiesta if dopo.stato == StatoDelega::Scaduta => {}
            StatoDelega::Richiesta => rows.push(self.risposta_row(prima)?),
            _ => {
                rows.extend(self.disattiva_rows(prima)?);
                rows.push(self.lavoro_row(&Lavoro::reindicizza(prima.datore.id)?, now)?);
            }
        }
        let annunci: Vec<Annuncio> =
            told.iter().map(|lato| Annuncio { persona: dopo.parte(*lato).id, evento: Evento::DelegaRevocata }).collect();
        rows.extend(self.avvisi_in(&annunci, Luogo::Deleghe, None, now).await?);
        match self.transact_patiently(rows).await? {
            Transazione::Fatta => Ok(dopo),
            Transazione::Annullata(_) => Err(StoreError::Conflitto),
        }
    }

    /// A request has its answer: another one may be made. The row may be gone, or be of a later request.
    pub(super) fn risposta_row(&self, delega: &Delega) -> Result<TransactWriteItem, StoreError> {
        self.delete_if_any(keys::delega_in_attesa(delega.datore.id, delega.intermediario.id), delega.id)
    }
}
