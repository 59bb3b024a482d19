//! Drives the system over HTTP through the endpoint types that the PWA uses.

mod cittadino;
mod client;
mod deleghe;
mod quesiti;
mod refusal;
mod system;
mod ufficio;

pub use cittadino::messaggio;
pub use client::{Answer, Client};
pub use quesiti::{chiave, domanda};
pub use refusal::Snapshot;
pub use system::{Individuo, SEDE, System};
