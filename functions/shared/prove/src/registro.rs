//! The daily register of a sede (DPR 445/2000 art. 53; AgID's rules): all that was registered on a day, sealed and chained.
//!
//! A register names the SHA-256 of the one of the day before, whether or not anything was registered on either. Nothing in it can
//! change without the next one telling. What is annulled after its day is in the register of the day it was annulled on.

use cassetto_domain::protocollo::{NumeroProtocollo, Protocollo};
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{ProvaError, canonico, segnatura, sha256};

/// Changes with the shape of the document.
pub const FORMATO: &str = "cassetto-domestico/registro-giornaliero/1";

/// The document. Most of it is personal data: there is no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RegistroGiornaliero {
    pub formato: String,
    pub sede: SedeRegistro,
    /// The day, in Europe/Rome.
    pub data: Date,
    /// None for the first register of the sede.
    pub precedente: Option<Precedente>,
    /// First and last number of the day; none when nothing was registered.
    pub prima: Option<NumeroProtocollo>,
    pub ultima: Option<NumeroProtocollo>,
    pub quante: u32,
    /// By number.
    pub registrazioni: Vec<Riga>,
    /// What was annulled on this day, whenever it had been registered; by instant.
    pub annullamenti: Vec<Annullamento>,
    /// SHA-256 of the document without this field.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    impronta: Option<Sha256>,
}

/// The registry: an AOO is a sede.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SedeRegistro {
    pub codice: CodiceSede,
    pub nome: String,
}

/// The register of the day before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Precedente {
    pub data: Date,
    /// Of the whole document.
    pub sha256: Sha256,
}

/// One registration.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Riga {
    #[serde(with = "segnatura")]
    pub segnatura: Protocollo,
    pub registrata: Timestamp,
    pub mittente: String,
    pub destinatario: String,
    /// Who sent it for the sender.
    pub tramite: Option<String>,
    pub oggetto: String,
    /// Of the text first, then of each attachment.
    pub documenti: Vec<Sha256>,
    /// What it answers or follows.
    #[serde(with = "segnatura::option")]
    pub collegata_a: Option<Protocollo>,
    /// Set when it was annulled on this very day.
    pub annullata: Option<Nota>,
}

/// Who, when, why.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nota {
    pub quando: Timestamp,
    pub chi: String,
    pub motivo: String,
}

/// An annulment, as of a registration of any day.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Annullamento {
    #[serde(with = "segnatura")]
    pub segnatura: Protocollo,
    pub nota: Nota,
}

impl RegistroGiornaliero {
    /// The register of a day; `registrazioni` by number.
    #[must_use]
    pub fn new(
        sede: SedeRegistro,
        data: Date,
        precedente: Option<Precedente>,
        registrazioni: Vec<Riga>,
        annullamenti: Vec<Annullamento>,
    ) -> Self {
        Self {
            formato: FORMATO.to_owned(),
            sede,
            data,
            precedente,
            prima: registrazioni.first().map(|riga| riga.segnatura.numero),
            ultima: registrazioni.last().map(|riga| riga.segnatura.numero),
            quante: u32::try_from(registrazioni.len()).unwrap_or(u32::MAX),
            registrazioni,
            annullamenti,
            impronta: None,
        }
    }

    /// The bytes that are kept: with the fingerprint of all that is before it.
    ///
    /// # Errors
    /// When it can't be written.
    pub fn documento(&self) -> Result<Vec<u8>, ProvaError> {
        let open = Self { impronta: None, ..self.clone() };
        canonico(&Self { impronta: Some(sha256(&canonico(&open)?)), ..open })
    }

    /// Reads a document; whether it is sound is [`crate::verifica`]'s business.
    ///
    /// # Errors
    /// When it is not of this form.
    pub fn read(bytes: &[u8]) -> Result<Self, serde_json::Error> {
        serde_json::from_slice(bytes)
    }

    /// What it says of its own content.
    #[must_use]
    pub const fn impronta(&self) -> Option<Sha256> {
        self.impronta
    }
}

/// What the file of a register is called.
#[must_use]
pub fn nome_file(sede: CodiceSede, data: Date) -> String {
    format!("registro-{sede}-{data}.json")
}
