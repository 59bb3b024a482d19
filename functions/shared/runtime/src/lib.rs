//! The Lambda kit: from an API Gateway event to a typed request with a known caller, and from a result back to HTTP.

pub mod accesso;
#[cfg(feature = "allegati")]
pub mod allegati;
mod caller;
mod campi;
mod clock;
mod dispatch;
mod failure;
mod function;
mod kit;
pub mod limit;
pub mod logging;
pub mod metrics;
mod origin;
mod reply;
pub mod seguito;
pub mod vista;

pub use caller::{Anonimo, Chiunque, Cittadino, Datore, Intermediario, Operatore, Responsabile};
pub use campi::Campi;
pub use clock::Clock;
pub use dispatch::{HttpFunction, Incoming, Richiesta, answer, answer_document, invoke, run};
pub use failure::Failure;
pub use kit::{Canali, Config, Kit, MissingVariable};
pub use lambda_http::{Body, Error, Response};
pub use reply::Reply;
