//! What each target does with the bytes it is given, and what must hold then: more than that nothing panics.

pub mod allegati;
pub mod identificativi;
mod memoria;
pub mod richieste;
pub mod seme;
pub mod verifica;

pub use memoria::{Misura, bounded};
