//! Documents that the citizen keeps: the receipt of a message as a PDF, a thread to read as a PDF, all documents of a thread as a zip.
//!
//! The same input always gives the same bytes: no clock, no random numbers, no order of a hash table.

mod archivio;
mod pdf;
mod prospetto;
mod ricevuta;

pub use archivio::{archivio, nome_sicuro, zip_time};
pub use prospetto::{Blocco, Prospetto, prospetto};
pub use ricevuta::{DocumentoRegistrato, Ricevuta, Soggetto, TestoRegistrato, Verso, dati_in_ricevuta, ricevuta};

/// Why a document could not be made. It never quotes what is in the document.
#[derive(Debug, thiserror::Error)]
pub enum DocumentoError {
    #[error("an embedded font can't be read")]
    Font,
    #[error("the PDF can't be written: {0}")]
    Pdf(String),
    #[error("the zip can't be written: {0}")]
    Zip(String),
}
