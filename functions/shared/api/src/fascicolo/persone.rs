//! Employers as their office sees them.

mod get;
mod quesiti;
mod search;

pub use get::{ContattoPersona, DelegaPersona, GetPersona, PersonaDettaglio, PersonaPath};
pub use quesiti::{FiltroQuesitiPersona, ListQuesitiPersona};
pub use search::{PersonaTrovata, RicercaPersone, SearchPersone};
