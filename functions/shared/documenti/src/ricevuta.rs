//! The receipt of a registered message; of the one that opens a thread, the receipt of presentation (L. 241/1990 art. 18-bis).

mod contenuto;
mod dati;
pub(crate) mod testi;

use cassetto_domain::allegato::{Allegato, TipoFile};
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::Oggetto;
use jiff::civil::{Date, DateTime};
use krilla::metadata::Metadata;
use serde::{Deserialize, Serialize};

use crate::DocumentoError;
use crate::pdf::font::Fonts;
use crate::pdf::layout::Layout;
use crate::pdf::print::print;
pub use dati::dati_in_ricevuta;
use testi::TESTI;

/// What the receipt states, as it was when the message was registered.
///
/// Most of it is personal data: there is no `Debug`. It travels inside the PDF too, so that the PDF can be made again and compared.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ricevuta {
    pub protocollo: Protocollo,
    /// When it was registered, in Europe/Rome.
    pub presentata: DateTime,
    pub verso: Verso,
    pub nome_sede: String,
    pub indirizzo_sede: String,
    /// The employer: the sender, or the recipient of what the office sent.
    pub datore: Soggetto,
    /// Who presented it for the employer.
    pub delegato: Option<Soggetto>,
    /// None where the gestione has none.
    pub rapporto: Option<CodiceRapporto>,
    /// The worker's name.
    pub lavoratore: Option<String>,
    /// The category's Italian name, in the version that it was sent with.
    pub categoria: String,
    pub oggetto: Oggetto,
    /// The registration that this one answers or follows.
    pub collegata_a: Option<Protocollo>,
    /// The last day for the answer: of what opens a thread.
    pub termine: Option<Date>,
    pub testo: TestoRegistrato,
    pub allegati: Vec<DocumentoRegistrato>,
}

/// What kind of registration it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verso {
    /// What the citizen opened a thread with.
    Presentazione,
    /// A further message of the citizen.
    Entrata,
    /// A message of the office.
    Uscita,
}

/// A person or organisation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Soggetto {
    pub nome: String,
    pub codice_fiscale: CodiceFiscale,
}

/// The text of the message as the register keeps it: its UTF-8 bytes.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TestoRegistrato {
    /// In bytes; not known any more once the text is redacted.
    pub dimensione: Option<u64>,
    pub sha256: Sha256,
}

/// An attachment as the register keeps it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentoRegistrato {
    /// As its owner called it; none once the document is redacted.
    pub nome: Option<String>,
    pub tipo: TipoFile,
    /// In bytes.
    pub dimensione: u64,
    pub sha256: Sha256,
}

impl From<&Allegato> for DocumentoRegistrato {
    fn from(allegato: &Allegato) -> Self {
        Self {
            nome: Some(allegato.nome.as_str().to_owned()),
            tipo: allegato.tipo,
            dimensione: allegato.dimensione,
            sha256: allegato.sha256,
        }
    }
}

/// The receipt as a PDF/A-2a that screen readers can read. The same data gives the same bytes.
///
/// # Errors
/// Only when the PDF can't be written; no text makes it fail.
pub fn ricevuta(dati: &Ricevuta) -> Result<Vec<u8>, DocumentoError> {
    let mut layout = Layout::new(Fonts::load()?);
    contenuto::compose(&mut layout, dati);
    let segnatura = dati.protocollo.to_string();
    let metadata = Metadata::new()
        .title(format!("{} {segnatura}", TESTI.titolo(dati.verso)))
        .description(TESTI.servizio.clone())
        .authors(vec![TESTI.istituto.clone()])
        .keywords(vec![dati::write(dati)?])
        .document_id(segnatura)
        .creation_date(creation_date(dati.presentata));
    print(layout, metadata)
}

/// As PDF has it.
pub(crate) fn creation_date(presentata: DateTime) -> krilla::metadata::DateTime {
    // Civil dates never have a negative month, day or time; a year before Christ has no protocol.
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    krilla::metadata::DateTime::new(u16::try_from(presentata.year()).unwrap_or_default())
        .month(part(presentata.month()))
        .day(part(presentata.day()))
        .hour(part(presentata.hour()))
        .minute(part(presentata.minute()))
        .second(part(presentata.second()))
}

#[cfg(test)]
mod tests;
