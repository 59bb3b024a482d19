//! What is true about the correspondence: identifiers, rules, dates, states.
//!
//! Nothing here does I/O, reads the clock or draws random numbers: the instant and new identifiers are arguments.
//! Everything builds for wasm32, so that the form on the phone and the function behind it apply the same rule.

pub mod allegato;
pub mod avviso;
pub mod calendario;
pub mod categoria;
pub mod codice_fiscale;
pub mod codice_rapporto;
pub mod contatto;
pub mod id;
pub mod pin;
pub mod protocollo;
pub mod rapporto;
pub mod ruolo;
pub mod sede;
pub mod sha256;
pub mod stato;
pub mod testo;
mod testuale;
