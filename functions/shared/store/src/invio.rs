//! Sending a quesito: everything that makes it is written in one transaction, once for each key.

use std::fmt;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::contatto::Email;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Stato;
use cassetto_domain::testo::Oggetto;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::annuncio::Annuncio;
use crate::attributi::{IMPRONTA, PROTOCOLLO, QUESITO, TERMINE, TTL};
use crate::casuale;
use crate::codice;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, number};
use crate::keys;
use crate::passo::{ChiaveUso, NuovoMessaggio, advance, begin};
use crate::persona::Persona;
use crate::primitive::Reading;
use crate::quesito::{Lettura, Quesito};
use crate::rapporto::Rapporto;
use crate::registro::{Protocollazione, Registrazione, Righe, nome_ufficio};
use crate::tempi;
use crate::thread::{Contenuto, Parte, Voce};
use crate::transazione::{put, put_new};

/// How long a key keeps giving its first answer.
pub(crate) const MEMORY: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What must be known before sending, read in one call.
#[derive(Debug, Clone)]
pub struct Contesto {
    pub replay: Option<Replay>,
    /// `None` when it is not the employer's.
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

/// A thread to begin: the citizen's question, or the office's first word.
#[derive(Clone)]
pub struct NuovoInvio {
    pub chiave: ChiaveUso,
    pub gestione: Gestione,
    pub datore: PersonaId,
    pub nome_datore: String,
    /// The intermediary that the employer delegated.
    pub delegato: Option<PersonaId>,
    /// The rapporto, or the position of another gestione.
    pub rapporto: CodiceRapporto,
    /// Who works in the rapporto, or what the position is.
    pub lavoratore: String,
    /// The category's code.
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: Oggetto,
    /// Of the office it is in charge of its operator at once.
    pub messaggio: NuovoMessaggio,
    pub sede: CodiceSede,
    /// The last day for the answer.
    pub termine: Date,
    pub email_aggiuntiva: Option<Email>,
    /// The closed thread that it follows, as it was seen.
    pub correlata: Option<Correlata>,
    pub annunci: Vec<Annuncio>,
}

/// A closed thread that another one follows.
#[derive(Debug, Clone)]
pub struct Correlata {
    pub quesito: Quesito,
    /// Of its last message.
    pub protocollo: Protocollo,
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
    /// What a send needs to know: the key is of who acts, rapporto and person are the employer's. One BatchGetItem of three items, 1.5
    /// read units.
    ///
    /// It may miss a key that was used a moment ago; [`Store::submit`] doesn't.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn prepare(
        &self,
        chi_agisce: PersonaId,
        chiave: &str,
        datore: PersonaId,
        rapporto: &CodiceRapporto,
        now: Timestamp,
    ) -> Result<Contesto, StoreError> {
        let wanted = [keys::idempotenza(chi_agisce, chiave), keys::rapporto(datore, rapporto), keys::persona(datore)];
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

    /// Protocols and writes a new thread: one strong read of the counter, then one transaction, repeated while others take the number.
    ///
    /// 1 read unit and 0.5 a person told; 18 write units with two contacts, as long as no item is over 1 KB.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the thread that it follows changed; [`StoreError::Occupato`] when contention lasts too long:
    /// nothing is written, the same key may try again.
    pub async fn submit(&self, invio: &NuovoInvio, now: Timestamp) -> Result<EsitoInvio, StoreError> {
        self.submit_with(invio, Vec::new(), now).await
    }

    /// As [`submit`](Self::submit), with rows of other subjects in the same transaction.
    pub(crate) async fn submit_with(
        &self,
        invio: &NuovoInvio,
        altre: Vec<TransactWriteItem>,
        now: Timestamp,
    ) -> Result<EsitoInvio, StoreError> {
        let id = casuale::id(QuesitoId::from_bytes)?;
        let avvisi = self.avvisi_per(&invio.annunci, id, invio.email_aggiuntiva.as_ref(), now).await?;
        let ricevuta = |protocollo| Ricevuta { quesito: id, protocollo, termine: invio.termine };
        let righe = |protocollo| {
            let voce = Voce { versione: 1, quando: now, contenuto: invio.messaggio.contenuto(protocollo) };
            let quesito = quesito(invio, id, protocollo, now);
            let mut rows = vec![begin(self, &quesito)?, put_new(self, voce.to_item(id))?];
            rows.extend(tempi::presentata(self, &quesito, now)?);
            if let Some(correlata) = &invio.correlata {
                rows.extend(follow(self, &correlata.quesito, id, protocollo, now)?);
            }
            rows.extend(avvisi.iter().chain(&altre).cloned());
            Ok(Righe {
                idempotenza: self.idempotenza(&invio.chiave, &ricevuta(protocollo), now)?,
                registrazione: self.registra(&registrazione(invio, id, protocollo, now))?,
                altre: rows,
            })
        };
        match self.protocolla(invio.sede, now, righe).await? {
            Protocollazione::Fatta(protocollo) => Ok(EsitoInvio::Protocollato(ricevuta(protocollo))),
            Protocollazione::ChiaveUsata(item) => replayed(&item, &invio.chiave.impronta),
            Protocollazione::Superata => Err(StoreError::Conflitto),
        }
    }

    /// The row that remembers an answer; a failed condition tells the one that is there.
    pub(crate) fn idempotenza(&self, chiave: &ChiaveUso, ricevuta: &Ricevuta, now: Timestamp) -> Result<TransactWriteItem, StoreError> {
        let item = Item::new(keys::idempotenza(chiave.persona, &chiave.chiave))
            .with(IMPRONTA, blob(chiave.impronta.0))
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

/// The closed thread tells of the one that follows it.
fn follow(
    store: &Store,
    prima: &Quesito,
    id: QuesitoId,
    protocollo: Protocollo,
    now: Timestamp,
) -> Result<[TransactWriteItem; 2], StoreError> {
    let dopo = Quesito { versione: prima.versione + 1, aggiornato: now, ..prima.clone() };
    let voce = Voce { versione: dopo.versione, quando: now, contenuto: Contenuto::Correlata { quesito: id, protocollo } };
    Ok([advance(store, prima, &dopo)?, put_new(store, voce.to_item(prima.id))?])
}

fn quesito(invio: &NuovoInvio, id: QuesitoId, protocollo: Protocollo, now: Timestamp) -> Quesito {
    let messaggio = &invio.messaggio;
    let seen = Lettura { versione: 1, quando: Some(now) };
    let (stato, novita, novita_cittadino) = match messaggio.parte {
        Parte::Cittadino => (Stato::Aperta, 0, 1),
        Parte::Ufficio => (Stato::InCarico, 1, 0),
    };
    let of = |mine: bool| if mine { seen } else { Lettura::default() };
    Quesito {
        id,
        gestione: invio.gestione,
        origine: messaggio.parte,
        datore: invio.datore,
        nome_datore: invio.nome_datore.clone(),
        inviato_da: messaggio.delegato.clone(),
        delegato: invio.delegato,
        rapporto: invio.rapporto.clone(),
        lavoratore: invio.lavoratore.clone(),
        categoria: invio.categoria.clone(),
        versione_categorie: invio.versione_categorie,
        oggetto: invio.oggetto.clone(),
        stato,
        esito: None,
        sede: invio.sede,
        protocollo,
        presentato: now,
        aggiornato: now,
        termine: invio.termine,
        attesa: None,
        correlata: invio.correlata.as_ref().map(|correlata| correlata.quesito.id),
        email_aggiuntiva: invio.email_aggiuntiva.clone(),
        versione: 1,
        letto: of(messaggio.parte == Parte::Cittadino && messaggio.delegato.is_none()),
        letto_delegato: of(messaggio.delegato.is_some()),
        letto_ufficio: of(messaggio.parte == Parte::Ufficio),
        novita,
        novita_cittadino,
        operatore: messaggio.operatore.clone(),
    }
}

fn registrazione(invio: &NuovoInvio, id: QuesitoId, protocollo: Protocollo, now: Timestamp) -> Registrazione {
    let (cittadino, ufficio) = (invio.nome_datore.clone(), nome_ufficio(invio.sede));
    let (mittente, destinatario) = match invio.messaggio.parte {
        Parte::Cittadino => (cittadino, ufficio),
        Parte::Ufficio => (ufficio, cittadino),
    };
    Registrazione {
        protocollo,
        quando: now,
        mittente,
        destinatario,
        tramite: invio.messaggio.delegato.as_ref().map(|delegato| delegato.nome.clone()),
        oggetto: invio.oggetto.clone(),
        documenti: invio.messaggio.documenti(),
        quesito: id,
        versione: 1,
        precedente: invio.correlata.as_ref().map(|correlata| correlata.protocollo),
        annullata: None,
    }
}
