//! The embedded cloud: the whole system in one process, with the functions that are deployed and the SDK calls that they make.
//!
//! A [`Cloud`] is DynamoDB on SQLite, S3 on a folder, SNS and a mail server that keep what they get, and a gateway in front of
//! the functions; all on ports of this machine only, so that several live side by side.

mod cloud;
mod dead_letters;
pub mod demo;
pub mod faults;
mod functions;
mod gateway;
pub mod headers;
pub mod iam;
pub mod meter;
mod notices;
mod objects;
mod presigned;
pub mod push;
pub mod sent;
mod serve;
mod smtp;
mod sns;
mod stream;
mod table;
pub mod template;
mod versions;

use tokio::sync::Notify;

pub use cassetto_sonda::Tecnico;
pub use cloud::{Cloud, Options, Ripristino};
pub use dead_letters::{DeadLetter, DeadLetters};
pub use faults::{Fault, Faults, Gate, Rule, Target};
pub use functions::Functions;
pub use iam::Iam;
pub use meter::{Meter, Snapshot, Usage};
pub use objects::BUCKET;
pub use sent::{Email, Sent, Sms};
pub use table::TABLE;

/// Where the embedded services pretend to be.
pub const REGION: &str = "eu-south-1";

/// Known to the embedded services only, which listen on this machine only.
const ACCESS_KEY: &str = "locale";
const SECRET_KEY: &str = "chiave-dell-ambiente-locale";

/// What the services of one cloud share.
struct Context {
    clock: cassetto_runtime::Clock,
    faults: Faults,
    meter: Meter,
    sent: Sent,
    dead_letters: DeadLetters,
    iam: Iam,
    /// The table may have changed: there may be something in the stream.
    written: Notify,
}

impl Context {
    /// Puts an event that a function did not manage where it says, if its role may.
    fn give_up(&self, letter: DeadLetter) {
        let logical = match letter.function {
            "notify" => "Notify",
            "deliver" => "Deliver",
            _ => "Esiti",
        };
        if self.iam.ask(Some(logical), &[iam::Call::dead_letter(&format!("{logical}DeadLetters"))]).is_ok() {
            self.dead_letters.add(letter);
        }
    }
}

/// Why a cloud could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error("port {0}: {1}")]
    Port(u16, std::io::Error),
    #[error("database: {0}")]
    Database(String),
    #[error("demo data: {0}")]
    Demo(String),
    #[error("{0}")]
    Internal(String),
}

impl Error {
    fn database(error: impl std::fmt::Display) -> Self {
        Self::Database(error.to_string())
    }

    fn demo(error: impl std::fmt::Display) -> Self {
        Self::Demo(error.to_string())
    }

    fn internal(error: impl std::fmt::Display) -> Self {
        Self::Internal(error.to_string())
    }
}

/// 32 hexadecimal digits drawn at random.
fn random_id() -> String {
    let mut bytes = [0; 16];
    if let Err(error) = getrandom::fill(&mut bytes) {
        tracing::warn!(%error, "no randomness");
    }
    data_encoding::HEXLOWER.encode(&bytes)
}
