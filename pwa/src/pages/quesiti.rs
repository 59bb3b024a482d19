//! Following what was asked: the list and one quesito.

mod anno;
pub mod apri;
mod conversazione;
pub mod detail;
pub mod di_chi;
pub mod esporta;
pub mod fianco;
mod foglio;
pub mod list;
mod per_conto;
mod richiesta;
pub mod scrivi;
pub mod sequenza;
pub mod testata;

pub use per_conto::PerContoBanner;
