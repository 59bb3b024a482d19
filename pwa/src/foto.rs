//! Photographs of documents: turned upright, cut, made to fit what is left, without position data; several become one PDF.
//!
//! The pictures are opened and re-encoded by `public/lavoratori/foto.js`, in a worker where the browser has one with a canvas. What to
//! try and what to say of the outcome is decided here (`piano`, `giudizio`).

mod coda;
mod giudizio;
mod lavoratore;
mod nome;
mod officina;
mod pdf;
mod piano;
mod riquadro;
pub mod sviluppo;

pub use coda::{Coda, Cosa, Fase, Lavoro, Passo, Scheda};
pub use giudizio::Dubbio;
pub use lavoratore::Guasto;
pub use nome::{ALTRI_TIPI, is_foto, with_extension};
pub use officina::{Modifica, Officina, Sorgente, whole};
pub use riquadro::{Presa, Riquadro};
