//! What is true about the correspondence: identifiers, rules, dates, states.
//!
//! Nothing here does I/O, reads the clock or draws random numbers: the instant and new identifiers are arguments.
//! Everything builds for wasm32, so that the form on the phone and the function behind it apply the same rule.

pub mod allegato;
pub mod avviso;
pub mod avviso_pagamento;
pub mod bozza;
pub mod calendario;
pub mod categoria;
pub mod codice_fiscale;
pub mod codice_rapporto;
pub mod codice_usa;
pub mod consegna;
pub mod contatto;
pub mod delega;
pub mod gestione;
pub mod id;
pub mod modello_risposta;
pub mod orologio;
pub mod pagamento;
pub mod pin;
pub mod posizione;
pub mod preferenze;
pub mod profilo;
pub mod protocollo;
pub mod quiete;
pub mod rapporto;
pub mod ruolo;
pub mod sede;
pub mod servizio_push;
pub mod sha256;
pub mod stato;
pub mod tempi;
pub mod testo;
mod testuale;
