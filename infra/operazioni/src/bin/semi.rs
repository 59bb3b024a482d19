//! `cargo xtask semi FILE…`: loads people into the table of an environment, with the credentials of who runs it.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;
use std::process::ExitCode;

use cassetto_operazioni::ambiente::{Ambiente, esito};
use cassetto_operazioni::carica;
use clap::Parser;
use jiff::Timestamp;

/// Loads files of people into a table.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    ambiente: Ambiente,
    #[arg(required = true)]
    file: Vec<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    esito("semi", run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { ambiente, file } = arguments;
    let store = ambiente.store();
    #[expect(clippy::disallowed_methods, reason = "a program of its own: the instant of its start is the one it works at")]
    let now = Timestamp::now();
    for path in file {
        let file = BufReader::new(File::open(&path).map_err(|error| format!("{}: {error}", path.display()))?);
        let done = carica(&store, file, now).await.map_err(|error| format!("{}: {error}", path.display()))?;
        println!(
            "{}: {} new people, {} updated, {} as they were; {} rapporti and {} credentials written",
            path.display(),
            done.persone_nuove,
            done.persone_aggiornate,
            done.persone_invariate,
            done.rapporti_scritti,
            done.credenziali_scritte
        );
    }
    Ok(())
}
