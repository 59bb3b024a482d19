//! The protocol register of a sede and year: numbers without gaps, rows that never change (DPR 445/2000 art. 53-57).
//!
//! A number is taken in the same transaction that writes its row, on condition that the counter is where it was read. So a number
//! that nobody uses can't exist, and who comes second tries again.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError};

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::calendario;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::{Commento, Oggetto, Testo};
use jiff::Timestamp;
use jiff::civil::Date;
use sha2::Digest;
use tokio::sync::Mutex;

use crate::attesa::Attesa;
use crate::attributi::{
    ANNULLATA, CHIUSO, DATA, DESTINATARIO, DOCUMENTI, MITTENTE, NUMERO, OGGETTO, PRECEDENTE, QUANDO, QUESITO, TRAMITE, VERSIONE,
};
use crate::codice;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::item::{Item, blob, number, string};
use crate::keys;
use crate::primitive::Reading;
use crate::thread::Annotazione;
use crate::traccia;
use crate::transazione::{Motivo, Transazione, put_new, update};

/// One registration.
#[derive(Clone, PartialEq, Eq)]
pub struct Registrazione {
    pub protocollo: Protocollo,
    pub quando: Timestamp,
    pub mittente: String,
    pub destinatario: String,
    /// Who sent it for the sender.
    pub tramite: Option<String>,
    pub oggetto: Oggetto,
    /// Of the text first, then of each attachment.
    pub documenti: Vec<Sha256>,
    pub quesito: QuesitoId,
    /// Which entry of the thread it registers.
    pub versione: u32,
    /// What it answers.
    pub precedente: Option<Protocollo>,
    /// Set when it was annulled (DPR 445/2000 art. 54): all the rest stays as it was.
    pub annullata: Option<Annotazione>,
}

impl fmt::Debug for Registrazione {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Registrazione({})", self.protocollo)
    }
}

impl Registrazione {
    pub(crate) fn to_item(&self) -> Item {
        Item::new(keys::registrazione(&self.protocollo))
            .with_text(DATA, codice::giorno(self.protocollo.data))
            .with_instant(QUANDO, self.quando)
            .with_text(MITTENTE, &self.mittente)
            .with_text(DESTINATARIO, &self.destinatario)
            .with_option(TRAMITE, self.tramite.as_deref(), string)
            .with_text(OGGETTO, self.oggetto.as_str())
            .with(DOCUMENTI, blob(self.documenti.iter().flat_map(|sha256| sha256.0).collect::<Vec<_>>()))
            .with(QUESITO, blob(*self.quesito.as_bytes()))
            .with_number(VERSIONE, self.versione)
            .with_option(PRECEDENTE, self.precedente.as_ref(), |protocollo| string(codice::protocollo(protocollo)))
            .with_option(ANNULLATA, self.annullata.as_ref(), Annotazione::to_value)
    }

    pub(crate) fn from_item(item: &Item, protocollo: Protocollo) -> Result<Self, StoreError> {
        let hashes = item.bytes(DOCUMENTI)?.chunks(32).map(|hash| hash.try_into().map(Sha256));
        Ok(Self {
            protocollo: Protocollo { data: item.parsed(DATA)?, ..protocollo },
            quando: item.instant(QUANDO)?,
            mittente: item.text(MITTENTE)?.to_owned(),
            destinatario: item.text(DESTINATARIO)?.to_owned(),
            tramite: item.optional(TRAMITE, Item::text)?.map(str::to_owned),
            oggetto: item.parsed(OGGETTO)?,
            documenti: hashes.collect::<Result<_, _>>().map_err(|_| StoreError::Illeggibile(DOCUMENTI))?,
            quesito: QuesitoId::from_bytes(item.array(QUESITO)?),
            versione: item.number(VERSIONE)?,
            precedente: item.optional(PRECEDENTE, Item::protocollo)?,
            annullata: item.optional(ANNULLATA, Annotazione::read)?,
        })
    }
}

/// What an office is called in the register.
pub(crate) fn nome_ufficio(codice: CodiceSede) -> String {
    sede::find(&codice).map_or_else(|| codice.to_string(), |sede| sede.nome.clone())
}

/// The fingerprint of a message's text, the first document of its registration.
pub(crate) fn sha256(testo: &Testo) -> Sha256 {
    Sha256(sha2::Sha256::digest(testo.as_str()).into())
}

/// The fingerprint of a comment that is registered, such as the reason of a transfer.
pub(crate) fn sha256_commento(commento: &Commento) -> Sha256 {
    Sha256(sha2::Sha256::digest(commento.as_str()).into())
}

/// The rows that go with a number, apart from the counter.
pub(crate) struct Righe {
    /// The idempotency row.
    pub(crate) idempotenza: TransactWriteItem,
    pub(crate) registrazione: TransactWriteItem,
    pub(crate) altre: Vec<TransactWriteItem>,
}

pub(crate) enum Protocollazione {
    Fatta(Protocollo),
    /// The idempotency row was there already.
    ChiaveUsata(Item),
    /// A condition of the other rows failed.
    Superata,
}

/// Who of this process is taking a number of which register. A function of the cloud serves one request at a time and never waits
/// here; a process that serves everybody would only contend with itself.
#[derive(Default)]
pub(crate) struct Turni(std::sync::Mutex<HashMap<String, Arc<Mutex<()>>>>);

impl Turni {
    fn of(&self, registro: String) -> Arc<Mutex<()>> {
        let mut turni = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(turni.entry(registro).or_default())
    }
}

impl Store {
    /// A registration, as proof. 0.5 read units.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn registrazione(&self, protocollo: Protocollo) -> Result<Option<Registrazione>, StoreError> {
        let item = self.get(keys::registrazione(&protocollo), Reading::Eventual).await?;
        item.map(|item| Registrazione::from_item(&item, protocollo)).transpose()
    }

    /// The last registration number of a sede and year, 0 before the first. 1 read unit.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn ultimo_numero(&self, sede: CodiceSede, anno: i16) -> Result<u32, StoreError> {
        let item = self.get(keys::contatore(sede, anno), Reading::Strong).await?;
        Ok(item.map(|item| item.optional(NUMERO, Item::number)).transpose()?.flatten().unwrap_or_default())
    }

    /// Takes the next number of the register for `righe`, in one transaction.
    ///
    /// Reads where the counter is, tries, pauses, and again: after a pause a read is fresher than what a failed condition told
    /// before it, and a failed transaction costs as much as one that is done.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when others keep taking the number first.
    pub(crate) async fn protocolla(
        &self,
        sede: CodiceSede,
        now: Timestamp,
        righe: impl Fn(Protocollo) -> Result<Righe, StoreError>,
    ) -> Result<Protocollazione, StoreError> {
        let mut oggi = calendario::oggi(now);
        let turno = self.inner.turni.of(keys::contatore(sede, oggi.year()).pk);
        let _mine = turno.lock().await;
        let mut attesa = Attesa::new();
        loop {
            let item = self.get(keys::contatore(sede, oggi.year()), Reading::Strong).await?;
            let Contatore { last, chiuso } = item.map(|item| Contatore::read(&item, sede)).transpose()?.unwrap_or_default();
            if let Some(after) = chiuso.filter(|chiuso| *chiuso >= oggi).and_then(|chiuso| chiuso.tomorrow().ok()) {
                // The day's register is out: by a clock that is behind it is still that day, by the law it is the next.
                oggi = after;
                continue;
            }
            let next = last.map_or(Protocollo { sede, numero: NumeroProtocollo::PRIMO, data: oggi }, |last| last.successivo(oggi));
            let Righe { idempotenza, registrazione, altre } = righe(next)?;
            let mut rows = vec![idempotenza, advance(self, last, next)?, registrazione];
            rows.extend(altre);
            let Transazione::Annullata(motivi) = self.transact(rows, &mut attesa).await? else {
                traccia::registrazione();
                return Ok(Protocollazione::Fatta(next));
            };
            match judge(motivi)? {
                Giudizio::Contesa => attesa.pause().await?,
                Giudizio::ChiaveUsata(item) => return Ok(Protocollazione::ChiaveUsata(item)),
                Giudizio::Superata => return Ok(Protocollazione::Superata),
            }
        }
    }

    /// The row of a registration, which never replaces another.
    pub(crate) fn registra(&self, registrazione: &Registrazione) -> Result<TransactWriteItem, StoreError> {
        put_new(self, registrazione.to_item())
    }
}

/// Where a register of a year is.
#[derive(Default)]
pub(crate) struct Contatore {
    pub(crate) last: Option<Protocollo>,
    /// The last day whose daily register is out, or about to be.
    pub(crate) chiuso: Option<Date>,
}

impl Contatore {
    pub(crate) fn read(item: &Item, sede: CodiceSede) -> Result<Self, StoreError> {
        let numero = item.optional(NUMERO, Item::number)?.map(NumeroProtocollo);
        Ok(Self {
            last: numero.map(|numero| item.parsed(DATA).map(|data| Protocollo { sede, numero, data })).transpose()?,
            chiuso: item.optional(CHIUSO, Item::parsed)?,
        })
    }
}

/// The counter from `last` to `next`, unless the day's register is out.
fn advance(store: &Store, last: Option<Protocollo>, next: Protocollo) -> Result<TransactWriteItem, StoreError> {
    update(store, keys::contatore(next.sede, next.anno()), |update| {
        let update = update
            .update_expression("SET n = :next, dt = :data")
            .expression_attribute_values(":next", number(next.numero.0))
            .expression_attribute_values(":data", string(codice::giorno(next.data)));
        match last {
            Some(last) => update
                .condition_expression("n = :last AND (attribute_not_exists(ch) OR ch < :data)")
                .expression_attribute_values(":last", number(last.numero.0)),
            None => update.condition_expression("attribute_not_exists(n) AND (attribute_not_exists(ch) OR ch < :data)"),
        }
    })
}

enum Giudizio {
    ChiaveUsata(Item),
    Superata,
    /// Somebody else took the number, or is about to.
    Contesa,
}

/// What a cancelled transaction of idempotency row, counter, registration and others means.
fn judge(motivi: Vec<Motivo>) -> Result<Giudizio, StoreError> {
    let mut motivi = motivi.into_iter();
    let (idempotenza, contatore, registrazione) = (motivi.next(), motivi.next(), motivi.next());
    if let Some(Motivo::Condizione(Some(item))) = idempotenza {
        return Ok(Giudizio::ChiaveUsata(item));
    }
    if motivi.any(|motivo| matches!(motivo, Motivo::Condizione(_))) {
        return Ok(Giudizio::Superata);
    }
    match (contatore, registrazione) {
        // The number is free and its row is not: somebody wrote in the register by hand.
        (Some(Motivo::Nessuno), Some(Motivo::Condizione(_))) => Err(StoreError::Illeggibile(NUMERO)),
        _ => Ok(Giudizio::Contesa),
    }
}
