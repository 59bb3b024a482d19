//! The HTTP contract: one type per endpoint, and the list they stand in.
//!
//! From that list come the dispatch in each function, the local gateway, the PWA's client, `infra/openapi.json` and the tests
//! that compare the template's events and the authorization cases with it.

pub mod allegati;
pub mod avvisi;
pub mod bozze;
pub mod contatti;
pub mod datori;
pub mod deleghe;
pub mod endpoint;
pub mod fascicolo;
pub mod home;
pub mod modello;
pub mod motivo;
#[cfg(feature = "openapi")]
pub mod openapi;
pub mod pagamenti;
pub mod problema;
pub mod quesiti;
pub mod routes;
pub mod sessione;
pub mod stato_servizio;
pub mod tempo;
mod testi;
