//! A thread as it leaves the system: `comunicazione.json`, from which its receipts and its readable form are made again.

use cassetto_documenti::{DocumentoRegistrato, Ricevuta, Soggetto, TestoRegistrato, Verso};
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::calendario::data_ora;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::CodiceSede;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::{Esito, Stato};
use cassetto_domain::testo::Oggetto;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::segnatura;

/// Changes with the shape of the document.
pub const FORMATO: &str = "cassetto-domestico/comunicazione/1";

/// The whole thread. Most of it is personal data: there is no `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comunicazione {
    pub formato: String,
    pub id: QuesitoId,
    pub gestione: Gestione,
    pub datore: Soggetto,
    pub rapporto: Option<CodiceRapporto>,
    pub lavoratore: Option<String>,
    pub categoria: Categoria,
    pub oggetto: Oggetto,
    pub stato: Stato,
    pub esito: Option<Esito>,
    /// The office that has it now.
    pub sede: Ufficio,
    #[serde(with = "segnatura")]
    pub protocollo: Protocollo,
    pub presentata: Timestamp,
    pub aggiornata: Timestamp,
    /// The last day for the answer, as it is now.
    pub termine: Date,
    /// The closed thread that it follows.
    pub correlata: Option<QuesitoId>,
    /// In order.
    pub voci: Vec<Voce>,
}

/// A category as it was called when the thread began.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Categoria {
    pub codice: String,
    pub versione: u32,
    pub nome: String,
}

/// An office.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ufficio {
    pub codice: CodiceSede,
    pub nome: String,
    pub indirizzo: String,
}

/// Something in the sequence.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "tipo", rename_all = "snake_case")]
pub enum Voce {
    Messaggio(Box<Messaggio>),
    Cambio {
        versione: u32,
        quando: Timestamp,
        da: Stato,
        a: Stato,
        ufficio: String,
        /// For the office only, as everywhere below.
        operatore: Option<String>,
        commento: Option<String>,
        esito: Option<Esito>,
    },
    Assegnazione {
        versione: u32,
        quando: Timestamp,
        ufficio: String,
        operatore: Option<String>,
        /// None when it was released.
        a: Option<String>,
    },
    Trasferimento {
        versione: u32,
        quando: Timestamp,
        da: String,
        a: String,
        /// In the register of the office that takes over.
        #[serde(with = "segnatura")]
        protocollo: Protocollo,
        operatore: Option<String>,
        motivo: String,
    },
    Correlata {
        versione: u32,
        quando: Timestamp,
        quesito: QuesitoId,
        #[serde(with = "segnatura")]
        protocollo: Protocollo,
    },
    /// A notice that went out, its address masked.
    Avviso {
        quando: Timestamp,
        canale: String,
        evento: String,
        contatto: String,
    },
}

/// A registered message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Messaggio {
    pub versione: u32,
    pub quando: Timestamp,
    pub verso: Verso,
    /// The employer's name, or the office's.
    pub autore: String,
    /// Who wrote it for the employer.
    pub delegato: Option<Soggetto>,
    /// Whose register it is in.
    pub sede: Ufficio,
    #[serde(with = "segnatura")]
    pub protocollo: Protocollo,
    /// What it answers or follows.
    #[serde(with = "segnatura::option")]
    pub collegata_a: Option<Protocollo>,
    /// The last day for the answer, as it was promised: of what opens a thread.
    pub termine: Option<Date>,
    pub testo: Testo,
    pub allegati: Vec<Documento>,
    /// Until when the office waits for a document.
    pub richiesta_entro: Option<Date>,
    /// The entry with the request that it answers.
    pub risponde_a: Option<u32>,
    pub annullata: Option<Nota>,
    /// The file with its receipt.
    pub ricevuta: String,
}

/// The text of a message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Testo {
    /// None when redacted.
    pub contenuto: Option<String>,
    /// As registered.
    pub sha256: Sha256,
    pub oscurato: Option<Nota>,
}

/// A document of a message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documento {
    pub id: AllegatoId,
    /// None when redacted.
    pub nome: Option<String>,
    pub tipo: TipoFile,
    pub dimensione: u64,
    /// As registered.
    pub sha256: Sha256,
    /// None when redacted, or when it was not to be had.
    pub file: Option<String>,
    pub oscurato: Option<Nota>,
}

/// Who, when, why: of a redaction or an annulment. Who is for the office only.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nota {
    pub quando: Timestamp,
    pub chi: Option<String>,
    pub motivo: String,
}

impl Comunicazione {
    /// Says of a document that it could not be had: it is not among the files.
    pub fn lacks(&mut self, id: AllegatoId) {
        for voce in &mut self.voci {
            let Voce::Messaggio(messaggio) = voce else { continue };
            messaggio.allegati.iter_mut().filter(|documento| documento.id == id).for_each(|documento| documento.file = None);
        }
    }

    /// The registered messages, in order.
    pub fn messaggi(&self) -> impl Iterator<Item = &Messaggio> {
        self.voci.iter().filter_map(|voce| match voce {
            Voce::Messaggio(messaggio) => Some(&**messaggio),
            _ => None,
        })
    }

    /// What the receipt of a message states.
    #[must_use]
    pub fn ricevuta(&self, messaggio: &Messaggio) -> Ricevuta {
        let testo = &messaggio.testo;
        Ricevuta {
            protocollo: messaggio.protocollo,
            presentata: data_ora(messaggio.quando),
            verso: messaggio.verso,
            nome_sede: messaggio.sede.nome.clone(),
            indirizzo_sede: messaggio.sede.indirizzo.clone(),
            datore: self.datore.clone(),
            delegato: messaggio.delegato.clone(),
            rapporto: self.rapporto.clone(),
            lavoratore: self.lavoratore.clone(),
            categoria: self.categoria.nome.clone(),
            oggetto: self.oggetto.clone(),
            collegata_a: messaggio.collegata_a,
            termine: messaggio.termine,
            testo: TestoRegistrato {
                dimensione: testo.contenuto.as_ref().map(|testo| u64::try_from(testo.len()).unwrap_or(u64::MAX)),
                sha256: testo.sha256,
            },
            allegati: messaggio.allegati.iter().map(registrato).collect(),
        }
    }
}

fn registrato(documento: &Documento) -> DocumentoRegistrato {
    DocumentoRegistrato { nome: documento.nome.clone(), tipo: documento.tipo, dimensione: documento.dimensione, sha256: documento.sha256 }
}
