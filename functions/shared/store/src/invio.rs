//! Sending a quesito: everything that makes it is written in one transaction, once for each key.

use std::fmt;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::avviso::Evento;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::Contatti;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Stato;
use cassetto_domain::testo::{Oggetto, Testo};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::attributi::{IMPRONTA, PROTOCOLLO, QUESITO, TERMINE, TTL};
use crate::casuale;
use crate::codice;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, number};
use crate::keys;
use crate::persona::Persona;
use crate::primitive::Reading;
use crate::quesito::Quesito;
use crate::rapporto::Rapporto;
use crate::registro::{Protocollazione, Registrazione, Righe, nome_ufficio, sha256};
use crate::thread::{Contenuto, Parte, Voce};
use crate::transazione::{put, put_new};

/// How long a key keeps giving its first answer.
const MEMORY: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What must be known before sending, read in one call.
#[derive(Debug, Clone)]
pub struct Contesto {
    pub replay: Option<Replay>,
    /// `None` when it is not the person's.
    pub rapporto: Option<Rapporto>,
    pub persona: Option<Persona>,
}

/// The answer that a key gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    pub ricevuta: Ricevuta,
    /// SHA-256 of the body that it was given to.
    pub impronta: Sha256,
}

/// What a send is answered with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ricevuta {
    pub quesito: QuesitoId,
    pub protocollo: Protocollo,
    /// The last day for the answer.
    pub termine: Date,
}

/// A quesito to send.
#[derive(Clone)]
pub struct NuovoInvio {
    /// The `Idempotency-Key`, of the employer's own.
    pub chiave: String,
    /// SHA-256 of the body.
    pub impronta: Sha256,
    pub datore: PersonaId,
    pub nome_datore: String,
    pub rapporto: CodiceRapporto,
    pub lavoratore: String,
    /// The category's code.
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: Oggetto,
    pub testo: Testo,
    /// Kept already.
    pub allegati: Vec<Allegato>,
    pub sede: CodiceSede,
    /// The last day for the answer.
    pub termine: Date,
    /// Where notices go.
    pub contatti: Contatti,
}

impl fmt::Debug for NuovoInvio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NuovoInvio({:?})", self.datore)
    }
}

/// How a send ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EsitoInvio {
    Protocollato(Ricevuta),
    /// The same key and body as before: the first answer, nothing written.
    Replay(Ricevuta),
    /// The key served another body: nothing written.
    ChiaveRiusata,
}

impl Replay {
    fn from_item(item: &Item) -> Result<Self, StoreError> {
        Ok(Self {
            ricevuta: Ricevuta {
                quesito: QuesitoId::from_bytes(item.array(QUESITO)?),
                protocollo: item.protocollo(PROTOCOLLO)?,
                termine: item.parsed(TERMINE)?,
            },
            impronta: Sha256(item.array(IMPRONTA)?),
        })
    }

    /// What a send of this body with the same key ends with.
    #[must_use]
    pub fn esito(&self, impronta: &Sha256) -> EsitoInvio {
        if self.impronta == *impronta { EsitoInvio::Replay(self.ricevuta) } else { EsitoInvio::ChiaveRiusata }
    }
}

impl Store {
    /// What a send needs to know. One BatchGetItem of three items, 1.5 read units.
    ///
    /// It may miss a key that was used a moment ago; [`Store::submit`] doesn't.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn prepare(
        &self,
        persona: PersonaId,
        chiave: &str,
        rapporto: &CodiceRapporto,
        now: Timestamp,
    ) -> Result<Contesto, StoreError> {
        let wanted = [keys::idempotenza(persona, chiave), keys::rapporto(persona, rapporto), keys::persona(persona)];
        let mut contesto = Contesto { replay: None, rapporto: None, persona: None };
        for item in self.get_batch(wanted).await? {
            match item.sk()? {
                keys::PERSONA => contesto.persona = Some(Persona::from_item(&item)?),
                sk if sk.starts_with(keys::RAPPORTI) => contesto.rapporto = Some(Rapporto::from_item(&item)?),
                _ if item.is_expired(now)? => {}
                _ => contesto.replay = Some(Replay::from_item(&item)?),
            }
        }
        Ok(contesto)
    }

    /// The answer that a key of a person gave. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn replay(&self, persona: PersonaId, chiave: &str, now: Timestamp) -> Result<Option<Replay>, StoreError> {
        let Some(item) = self.get(keys::idempotenza(persona, chiave), Reading::Strong).await? else { return Ok(None) };
        if item.is_expired(now)? { Ok(None) } else { Replay::from_item(&item).map(Some) }
    }

    /// Protocols and writes a quesito: one strong read of the counter, then one transaction, repeated while others take the number.
    ///
    /// 1 read unit; 16 write units with two contacts, as long as no item is over 1 KB.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when contention lasts too long: nothing is written, the same key may try again.
    pub async fn submit(&self, invio: &NuovoInvio, now: Timestamp) -> Result<EsitoInvio, StoreError> {
        let id = casuale::id(QuesitoId::from_bytes)?;
        let avvisi = self.avvisi(id, Evento::Protocollato, &invio.contatti, now)?;
        let ricevuta = |protocollo| Ricevuta { quesito: id, protocollo, termine: invio.termine };
        let righe = |protocollo| {
            let mut altre = vec![
                put_new(self, quesito(invio, id, protocollo, now).to_item())?,
                put_new(self, prima_voce(invio, protocollo, now).to_item(id))?,
            ];
            altre.extend(avvisi.iter().cloned());
            Ok(Righe {
                idempotenza: self.idempotenza(invio.datore, &invio.chiave, &invio.impronta, &ricevuta(protocollo), now)?,
                registrazione: self.registra(&registrazione(invio, id, protocollo, now))?,
                altre,
            })
        };
        match self.protocolla(invio.sede, now, righe).await? {
            Protocollazione::Fatta(protocollo) => Ok(EsitoInvio::Protocollato(ricevuta(protocollo))),
            Protocollazione::ChiaveUsata(item) => replayed(&item, &invio.impronta),
            Protocollazione::Superata => Err(StoreError::Conflitto),
        }
    }

    /// The row that remembers an answer; a failed condition tells the one that is there.
    pub(crate) fn idempotenza(
        &self,
        persona: PersonaId,
        chiave: &str,
        impronta: &Sha256,
        ricevuta: &Ricevuta,
        now: Timestamp,
    ) -> Result<TransactWriteItem, StoreError> {
        let item = Item::new(keys::idempotenza(persona, chiave))
            .with(IMPRONTA, blob(impronta.0))
            .with(QUESITO, blob(*ricevuta.quesito.as_bytes()))
            .with_text(PROTOCOLLO, codice::protocollo(&ricevuta.protocollo))
            .with_text(TERMINE, codice::giorno(ricevuta.termine))
            .with_ttl(now + MEMORY);
        // The table may be late in dropping what has expired.
        put(self, item, |put| {
            put.condition_expression("attribute_not_exists(pk) OR #ttl <= :now")
                .expression_attribute_names("#ttl", TTL)
                .expression_attribute_values(":now", number(now.as_second()))
        })
    }
}

/// What an idempotency row that was there already means for a body.
pub(crate) fn replayed(item: &Item, impronta: &Sha256) -> Result<EsitoInvio, StoreError> {
    Ok(Replay::from_item(item)?.esito(impronta))
}

fn quesito(invio: &NuovoInvio, id: QuesitoId, protocollo: Protocollo, now: Timestamp) -> Quesito {
    Quesito {
        id,
        datore: invio.datore,
        nome_datore: invio.nome_datore.clone(),
        rapporto: invio.rapporto.clone(),
        lavoratore: invio.lavoratore.clone(),
        categoria: invio.categoria.clone(),
        versione_categorie: invio.versione_categorie,
        oggetto: invio.oggetto.clone(),
        stato: Stato::Aperta,
        esito: None,
        sede: invio.sede,
        protocollo,
        presentato: now,
        aggiornato: now,
        termine: invio.termine,
        versione: 1,
        letto: 1,
        novita: 0,
        operatore: None,
    }
}

fn prima_voce(invio: &NuovoInvio, protocollo: Protocollo, now: Timestamp) -> Voce {
    Voce {
        versione: 1,
        quando: now,
        contenuto: Contenuto::Messaggio {
            parte: Parte::Cittadino,
            autore: invio.nome_datore.clone(),
            operatore: None,
            protocollo,
            testo: invio.testo.clone(),
            allegati: invio.allegati.clone(),
        },
    }
}

fn registrazione(invio: &NuovoInvio, id: QuesitoId, protocollo: Protocollo, now: Timestamp) -> Registrazione {
    let documenti = std::iter::once(sha256(&invio.testo)).chain(invio.allegati.iter().map(|allegato| allegato.sha256));
    Registrazione {
        protocollo,
        quando: now,
        mittente: invio.nome_datore.clone(),
        destinatario: nome_ufficio(invio.sede),
        oggetto: invio.oggetto.clone(),
        documenti: documenti.collect(),
        quesito: id,
        versione: 1,
        precedente: None,
    }
}
