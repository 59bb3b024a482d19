//! What the programs of this crate have in common: the table that they work on, and how they end.

use std::error::Error;
use std::process::ExitCode;

use cassetto_store::{Store, StoreConfig};
use clap::Args;

/// The table. `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN` say as whom.
#[derive(Debug, Args)]
pub struct Ambiente {
    #[arg(long)]
    tabella: String,
    #[arg(long)]
    regione: String,
    /// Of DynamoDB, where it isn't AWS's.
    #[arg(long)]
    indirizzo: Option<String>,
}

impl Ambiente {
    /// Nothing is asked of it before the first call.
    #[must_use]
    pub fn store(self) -> Store {
        let Self { tabella: table, regione: region, indirizzo: dynamodb_endpoint } = self;
        Store::connect(StoreConfig { region, table, dynamodb_endpoint, ..StoreConfig::default() })
    }
}

/// Says on the error stream what went wrong with `programma`.
pub fn esito(programma: &str, result: Result<(), Box<dyn Error>>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{programma}: {error}");
            ExitCode::FAILURE
        }
    }
}
