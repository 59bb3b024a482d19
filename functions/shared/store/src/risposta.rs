//! The office answers: a message with its own number, a new version of the thread, and its notices, in one transaction.

use std::fmt;

use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::Evento;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::Testo;
use jiff::Timestamp;

use crate::cambio::{Passo, advance};
use crate::connessione::Store;
use crate::error::StoreError;
use crate::invio::{EsitoInvio, Ricevuta, replayed};
use crate::quesito::{Operatore, Quesito};
use crate::registro::{Protocollazione, Registrazione, Righe, nome_ufficio, sha256};
use crate::thread::{Contenuto, Parte, Voce};
use crate::transazione::put_new;

/// An answer to send.
#[derive(Clone)]
pub struct NuovaRisposta {
    /// The `Idempotency-Key`, of the operator's own.
    pub chiave: String,
    /// SHA-256 of the body.
    pub impronta: Sha256,
    /// As it was when the answer was allowed: another version or state by now is a conflict.
    pub quesito: Quesito,
    pub operatore: Operatore,
    pub testo: Testo,
    /// Kept already.
    pub allegati: Vec<Allegato>,
    /// Of the message that it answers.
    pub precedente: Protocollo,
}

impl fmt::Debug for NuovaRisposta {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NuovaRisposta({:?})", self.quesito)
    }
}

impl Store {
    /// Protocols and writes an answer. 1.5 read units (counter and contacts), then one transaction, repeated while others take
    /// the number: 16 write units with two contacts, as long as no item is over 1 KB.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version or state by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn register_message(&self, risposta: &NuovaRisposta, now: Timestamp) -> Result<EsitoInvio, StoreError> {
        let quesito = &risposta.quesito;
        let contatti = self.contatti(quesito.datore).await?;
        let avvisi = self.avvisi(quesito.id, Evento::Risposta, &contatti, now)?;
        let passo = Passo { versione: quesito.versione + 1, stato: quesito.stato, esito: None, operatore: None };
        let righe = |protocollo| {
            let ricevuta = Ricevuta { quesito: quesito.id, protocollo, termine: quesito.termine };
            let mut altre = vec![
                advance(self, quesito, &passo, now)?,
                put_new(self, voce(risposta, passo.versione, protocollo, now).to_item(quesito.id))?,
            ];
            altre.extend(avvisi.iter().cloned());
            Ok(Righe {
                idempotenza: self.idempotenza(risposta.operatore.id, &risposta.chiave, &risposta.impronta, &ricevuta, now)?,
                registrazione: self.registra(&registrazione(risposta, passo.versione, protocollo, now))?,
                altre,
            })
        };
        match self.protocolla(quesito.sede, now, righe).await? {
            Protocollazione::Fatta(protocollo) => {
                Ok(EsitoInvio::Protocollato(Ricevuta { quesito: quesito.id, protocollo, termine: quesito.termine }))
            }
            Protocollazione::ChiaveUsata(item) => replayed(&item, &risposta.impronta),
            Protocollazione::Superata => Err(StoreError::Conflitto),
        }
    }
}

fn voce(risposta: &NuovaRisposta, versione: u32, protocollo: Protocollo, now: Timestamp) -> Voce {
    Voce {
        versione,
        quando: now,
        contenuto: Contenuto::Messaggio {
            parte: Parte::Ufficio,
            autore: nome_ufficio(risposta.quesito.sede),
            operatore: Some(risposta.operatore.clone()),
            protocollo,
            testo: risposta.testo.clone(),
            allegati: risposta.allegati.clone(),
        },
    }
}

fn registrazione(risposta: &NuovaRisposta, versione: u32, protocollo: Protocollo, now: Timestamp) -> Registrazione {
    let documenti = std::iter::once(sha256(&risposta.testo)).chain(risposta.allegati.iter().map(|allegato| allegato.sha256));
    Registrazione {
        protocollo,
        quando: now,
        mittente: nome_ufficio(risposta.quesito.sede),
        destinatario: risposta.quesito.nome_datore.clone(),
        oggetto: risposta.quesito.oggetto.clone(),
        documenti: documenti.collect(),
        quesito: risposta.quesito.id,
        versione,
        precedente: Some(risposta.precedente),
    }
}
