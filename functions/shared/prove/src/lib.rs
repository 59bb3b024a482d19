//! What proves that something was presented: the daily register of a sede, the export of a thread, and the check of both.
//!
//! Pure: no clock, no table, no network. The same input gives the same bytes, so that whoever has a document and its data can make
//! it again and compare: [`verifica`] does that offline, with no account.

mod canonico;
pub mod comunicazione;
pub mod esportazione;
mod lettura;
pub mod registro;
mod segnatura;
mod testi;
pub mod verifica;

pub use canonico::{canonico, sha256};

/// Why a proof could not be made. It never quotes what is in it.
#[derive(Debug, thiserror::Error)]
pub enum ProvaError {
    #[error("not JSON: {0}")]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Documento(#[from] cassetto_documenti::DocumentoError),
    #[error("the zip can't be written: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the zip can't be written: {0}")]
    Io(#[from] std::io::Error),
}
