//! The receipt of presentation of a quesito (L. 241/1990 art. 18-bis).

mod contenuto;
mod testi;

use cassetto_domain::allegato::Allegato;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::Oggetto;
use jiff::civil::{Date, DateTime};
use krilla::metadata::Metadata;

use crate::DocumentoError;
use crate::pdf::font::Fonts;
use crate::pdf::layout::Layout;
use crate::pdf::print::print;
use testi::TESTI;

/// What the receipt states, as it was when the quesito was presented.
///
/// Most of it is personal data: there is no `Debug`.
#[derive(Clone)]
pub struct Ricevuta {
    pub protocollo: Protocollo,
    /// When it was presented, in Europe/Rome; its day is the protocol's.
    pub presentata: DateTime,
    pub nome_sede: String,
    pub indirizzo_sede: String,
    /// The employer.
    pub mittente: Soggetto,
    /// Who presented it for the employer.
    pub delegato: Option<Soggetto>,
    pub rapporto: CodiceRapporto,
    /// The worker's name.
    pub lavoratore: String,
    /// The category's Italian name, in the version that it was sent with.
    pub categoria: String,
    pub oggetto: Oggetto,
    /// The last day for the answer.
    pub termine: Date,
    pub testo: TestoRegistrato,
    pub allegati: Vec<Allegato>,
}

/// A person or organisation.
#[derive(Clone)]
pub struct Soggetto {
    pub nome: String,
    pub codice_fiscale: CodiceFiscale,
}

/// The text of the message as the register keeps it: its UTF-8 bytes.
#[derive(Clone, Copy)]
pub struct TestoRegistrato {
    /// In bytes.
    pub dimensione: u64,
    pub sha256: Sha256,
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
        .title(format!("{} {segnatura}", TESTI.titolo))
        .description(TESTI.servizio.clone())
        .authors(vec![TESTI.istituto.clone()])
        .document_id(segnatura)
        .creation_date(creation_date(dati.presentata));
    print(layout, metadata)
}

fn creation_date(presentata: DateTime) -> krilla::metadata::DateTime {
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
