//! The one way in which a thread moves on: a new entry and the header after it, in one transaction with the notices of it.
//!
//! What the caller decided on is the header that it saw: another version or state by now is a conflict, and nothing is written.

use std::fmt;

use aws_sdk_dynamodb::types::TransactWriteItem;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::id::PersonaId;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::{Commento, Testo};
use jiff::Timestamp;

use crate::annuncio::Annuncio;
use crate::attesa::Attesa;
use crate::attributi::{ATTESA, LETTO, NOVITA, PK, SK};
use crate::codice::Coded;
use crate::connessione::Store;
use crate::error::StoreError;
use crate::invio::{EsitoInvio, Ricevuta, replayed};
use crate::item::{number, string};
use crate::keys;
use crate::quesito::{Delegato, Lettura, Operatore, Quesito, letture_dei_cittadini};
use crate::registro::{Protocollazione, Registrazione, Righe, nome_ufficio, sha256, sha256_commento};
use crate::tempi;
use crate::thread::{Contenuto, Messaggio, Parte, Richiesta, TestoVoce, Voce};
use crate::transazione::{Transazione, put_new, update};

/// A step without a registration.
#[derive(Debug, Clone)]
pub struct Passo {
    /// As it was when the step was allowed.
    pub prima: Quesito,
    /// As it is to be; version, instant of the change and news are set when it is written.
    pub dopo: Quesito,
    pub contenuto: Contenuto,
    pub annunci: Vec<Annuncio>,
}

/// A step that takes a protocol number.
#[derive(Debug, Clone)]
pub struct PassoRegistrato {
    /// As it was when the step was allowed.
    pub prima: Quesito,
    /// As it is to be; version, instant of the change and news are set when it is written.
    pub dopo: Quesito,
    /// The register that gives the number.
    pub registro: CodiceSede,
    pub voce: VoceRegistrata,
    /// What it is linked to.
    pub precedente: Protocollo,
    pub annunci: Vec<Annuncio>,
}

/// An entry that waits for its number.
#[derive(Debug, Clone)]
pub enum VoceRegistrata {
    Messaggio(NuovoMessaggio),
    /// From the sede of the header before to that of the header after.
    Trasferimento {
        operatore: Operatore,
        motivo: Commento,
    },
}

/// A message that waits for its number.
#[derive(Clone)]
pub struct NuovoMessaggio {
    pub parte: Parte,
    /// The employer's name, or the office's.
    pub autore: String,
    /// Who writes, of the office only.
    pub operatore: Option<Operatore>,
    /// Who writes for the employer.
    pub delegato: Option<Delegato>,
    pub testo: Testo,
    /// Kept already.
    pub allegati: Vec<Allegato>,
    pub richiesta: Option<Richiesta>,
    pub risponde_a: Option<u32>,
}

/// What makes a send happen once.
#[derive(Debug, Clone)]
pub struct ChiaveUso {
    /// Whose key it is.
    pub persona: PersonaId,
    /// The `Idempotency-Key`.
    pub chiave: String,
    /// SHA-256 of the body.
    pub impronta: Sha256,
}

impl fmt::Debug for NuovoMessaggio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "NuovoMessaggio({:?}, {} documents)", self.parte, self.allegati.len())
    }
}

impl NuovoMessaggio {
    pub(crate) fn contenuto(&self, protocollo: Protocollo) -> Contenuto {
        Contenuto::Messaggio(Box::new(Messaggio {
            parte: self.parte,
            autore: self.autore.clone(),
            operatore: self.operatore.clone(),
            delegato: self.delegato.clone(),
            protocollo,
            testo: TestoVoce::Intero(self.testo.clone()),
            allegati: self.allegati.iter().cloned().map(Into::into).collect(),
            richiesta: self.richiesta,
            risponde_a: self.risponde_a,
            annullata: None,
        }))
    }

    /// SHA-256 of the text, then of each document.
    pub(crate) fn documenti(&self) -> Vec<Sha256> {
        std::iter::once(sha256(&self.testo)).chain(self.allegati.iter().map(|allegato| allegato.sha256)).collect()
    }
}

impl VoceRegistrata {
    fn contenuto(&self, passo: &PassoRegistrato, protocollo: Protocollo) -> Contenuto {
        match self {
            Self::Messaggio(messaggio) => messaggio.contenuto(protocollo),
            Self::Trasferimento { operatore, motivo } => Contenuto::Trasferimento {
                da: passo.prima.sede,
                a: passo.dopo.sede,
                protocollo,
                operatore: operatore.clone(),
                motivo: motivo.clone(),
            },
        }
    }
}

impl PassoRegistrato {
    fn registrazione(&self, versione: u32, protocollo: Protocollo, now: Timestamp) -> Registrazione {
        let quesito = &self.dopo;
        let ufficio = nome_ufficio(quesito.sede);
        let (mittente, destinatario, documenti, tramite) = match &self.voce {
            VoceRegistrata::Messaggio(messaggio) => {
                let tramite = messaggio.delegato.as_ref().map(|delegato| delegato.nome.clone());
                match messaggio.parte {
                    Parte::Cittadino => (quesito.nome_datore.clone(), ufficio, messaggio.documenti(), tramite),
                    Parte::Ufficio => (ufficio, quesito.nome_datore.clone(), messaggio.documenti(), tramite),
                }
            }
            VoceRegistrata::Trasferimento { motivo, .. } => (nome_ufficio(self.prima.sede), ufficio, vec![sha256_commento(motivo)], None),
        };
        Registrazione {
            protocollo,
            quando: now,
            mittente,
            destinatario,
            tramite,
            oggetto: quesito.oggetto.clone(),
            documenti,
            quesito: quesito.id,
            versione,
            precedente: Some(self.precedente),
            annullata: None,
        }
    }
}

impl Store {
    /// Writes a step; gives the header after it.
    ///
    /// With notices 0.5 read units a person, and 12 write units for two contacts; without 7. One less where the employer has nothing to
    /// read; one that closes moves a counter for 2 more; a quesito in an intermediary's lists costs up to 4 more.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version or state by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn step(&self, passo: &Passo, now: Timestamp) -> Result<Quesito, StoreError> {
        self.step_with(passo, Vec::new(), now).await
    }

    /// As [`step`](Self::step), with rows of other subjects in the same transaction.
    pub(crate) async fn step_with(&self, passo: &Passo, altre: Vec<TransactWriteItem>, now: Timestamp) -> Result<Quesito, StoreError> {
        let (mut prima, mut dopo) = (passo.prima.clone(), after(&passo.prima, &passo.dopo, &passo.contenuto, now));
        let voce = Voce { versione: dopo.versione, quando: now, contenuto: passo.contenuto.clone() };
        let mut fixed = vec![put_new(self, voce.to_item(dopo.id))?];
        fixed.extend(tempi::chiusa(self, &prima, &dopo, now)?);
        fixed.extend(self.avvisi_per(&passo.annunci, dopo.id, dopo.email_aggiuntiva.as_ref(), now).await?);
        fixed.extend(altre);
        let mut attesa = Attesa::new();
        loop {
            let rows = std::iter::once(advance(self, &prima, &dopo)?).chain(fixed.iter().cloned()).collect();
            if let Transazione::Fatta = self.transact_patiently(rows).await? {
                return Ok(dopo);
            }
            (prima, dopo) = self.read_meanwhile(&prima, &dopo).await?.ok_or(StoreError::Conflitto)?;
            attesa.pause().await?;
        }
    }

    /// The two headers of a step with what was read since the first was seen: a reading stops nobody's step. None when nobody read, or
    /// more happened than that.
    async fn read_meanwhile(&self, prima: &Quesito, dopo: &Quesito) -> Result<Option<(Quesito, Quesito)>, StoreError> {
        let Some(now) = self.quesito(prima.id).await? else { return Ok(None) };
        let same = |lettura: fn(&Quesito) -> Lettura| lettura(&now) == lettura(prima);
        let unread = same(|quesito| quesito.letto) && same(|quesito| quesito.letto_delegato);
        if unread || now.versione != prima.versione || now.stato != prima.stato {
            return Ok(None);
        }
        // What the step itself has somebody read stays read.
        let of = |lettura: fn(&Quesito) -> Lettura| if lettura(dopo) == lettura(prima) { lettura(&now) } else { lettura(dopo) };
        let (letto, letto_delegato) = (of(|quesito| quesito.letto), of(|quesito| quesito.letto_delegato));
        let dopo = Quesito { letto, letto_delegato, ..dopo.clone() };
        Ok(Some((Quesito { letto: now.letto, letto_delegato: now.letto_delegato, ..prima.clone() }, dopo)))
    }

    /// Protocols and writes a step. 1 read unit for the counter and 0.5 a person, then one transaction, repeated while others take
    /// the number: 17 write units with two contacts, as long as no item is over 1 KB.
    ///
    /// # Errors
    /// [`StoreError::Conflitto`] when the quesito has another version or state by now; [`StoreError::Occupato`]. Nothing is written.
    pub async fn register_step(&self, chiave: &ChiaveUso, passo: &PassoRegistrato, now: Timestamp) -> Result<EsitoInvio, StoreError> {
        self.register_step_with(chiave, passo, Vec::new(), now).await
    }

    /// As [`register_step`](Self::register_step), with rows of other subjects in the same transaction.
    pub(crate) async fn register_step_with(
        &self,
        chiave: &ChiaveUso,
        passo: &PassoRegistrato,
        altre: Vec<TransactWriteItem>,
        now: Timestamp,
    ) -> Result<EsitoInvio, StoreError> {
        let avvisi = self.avvisi_per(&passo.annunci, passo.dopo.id, passo.dopo.email_aggiuntiva.as_ref(), now).await?;
        let ricevuta = |protocollo| Ricevuta { quesito: passo.dopo.id, protocollo, termine: passo.dopo.termine };
        let (mut prima, mut seguito) = (passo.prima.clone(), passo.dopo.clone());
        let mut attesa = Attesa::new();
        loop {
            let righe = |protocollo| {
                let contenuto = passo.voce.contenuto(passo, protocollo);
                let dopo = after(&prima, &seguito, &contenuto, now);
                let voce = Voce { versione: dopo.versione, quando: now, contenuto };
                let mut rows = vec![advance(self, &prima, &dopo)?, put_new(self, voce.to_item(dopo.id))?];
                rows.extend(avvisi.iter().chain(&altre).cloned());
                Ok(Righe {
                    idempotenza: self.idempotenza(chiave, &ricevuta(protocollo), now)?,
                    registrazione: self.registra(&passo.registrazione(dopo.versione, protocollo, now))?,
                    altre: rows,
                })
            };
            match self.protocolla(passo.registro, now, righe).await? {
                Protocollazione::Fatta(protocollo) => return Ok(EsitoInvio::Protocollato(ricevuta(protocollo))),
                Protocollazione::ChiaveUsata(item) => return replayed(&item, &chiave.impronta),
                Protocollazione::Superata => {
                    (prima, seguito) = self.read_meanwhile(&prima, &seguito).await?.ok_or(StoreError::Conflitto)?;
                    attesa.pause().await?;
                }
            }
        }
    }
}

/// The header that a step leads to.
fn after(prima: &Quesito, dopo: &Quesito, contenuto: &Contenuto, now: Timestamp) -> Quesito {
    let versione = prima.versione + 1;
    let (novita, novita_cittadino) = match contenuto.novita_di() {
        Some(Parte::Ufficio) => (versione, prima.novita_cittadino),
        Some(Parte::Cittadino) => (prima.novita, versione),
        None => (prima.novita, prima.novita_cittadino),
    };
    Quesito { versione, aggiornato: now, novita, novita_cittadino, ..dopo.clone() }
}

/// What differs between two headers, on condition that the first is still there in this version and state; where whose turn it is may
/// change, also that nobody has read since.
pub(crate) fn advance(store: &Store, prima: &Quesito, dopo: &Quesito) -> Result<TransactWriteItem, StoreError> {
    let (old, new) = (prima.to_item(), dopo.to_item());
    let mut names: Vec<String> = old.0.keys().chain(new.0.keys()).filter(|name| *name != PK && *name != SK).cloned().collect();
    names.sort();
    names.dedup();
    names.retain(|name| old.0.get(name) != new.0.get(name));
    let follows_reading = [NOVITA, ATTESA, LETTO].iter().any(|name| old.0.get(*name) != new.0.get(*name));
    update(store, keys::testata(prima.id), |mut update| {
        update = update
            .condition_expression(if follows_reading { "v = :seen AND s = :from AND le = :letto" } else { "v = :seen AND s = :from" })
            .expression_attribute_values(":seen", number(prima.versione))
            .expression_attribute_values(":from", string(prima.stato.code()));
        if follows_reading {
            update = update.expression_attribute_values(":letto", letture_dei_cittadini(prima));
        }
        let (mut set, mut remove) = (Vec::new(), Vec::new());
        for (n, name) in names.iter().enumerate() {
            update = update.expression_attribute_names(format!("#n{n}"), name);
            match new.0.get(name) {
                Some(value) => {
                    set.push(format!("#n{n} = :n{n}"));
                    update = update.expression_attribute_values(format!(":n{n}"), value.clone());
                }
                None => remove.push(format!("#n{n}")),
            }
        }
        let mut expression = format!("SET {}", set.join(", "));
        if !remove.is_empty() {
            expression = format!("{expression} REMOVE {}", remove.join(", "));
        }
        update.update_expression(expression)
    })
}

/// A new header, which must not be there yet.
pub(crate) fn begin(store: &Store, quesito: &Quesito) -> Result<TransactWriteItem, StoreError> {
    put_new(store, quesito.to_item())
}
