//! Drives the system over HTTP through the endpoint types that the PWA uses.

mod client;
mod quesiti;
mod refusal;
mod system;

pub use client::{Answer, Client};
pub use quesiti::{chiave, domanda};
pub use refusal::Snapshot;
pub use system::{Individuo, SEDE, System};
