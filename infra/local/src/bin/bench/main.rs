//! `cargo xtask bench`: the whole system in one process, on a temporary folder with the demo people, asked by clients in the same
//! process: times and CPU are those of the client, the gateway, the function, the embedded services, all together.

mod carico;
mod client;
mod contesa;
mod intermediario;
mod operazioni;
mod processo;
mod resoconto;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use cassetto_local::{Cloud, Options};
use clap::Parser;

use resoconto::Resoconto;

/// What went wrong.
type Error = Box<dyn std::error::Error + Send + Sync>;

/// Measures the system on this machine; about three minutes.
#[derive(Parser)]
struct Arguments {
    /// Writes the figures to this file too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// How long each operation is repeated.
    #[arg(long, default_value_t = 4)]
    seconds: u64,
    /// How many clients ask at once.
    #[arg(long, default_value_t = 4)]
    clients: usize,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Error> {
    let folder = tempfile::tempdir()?;
    // Without its background the system does nothing but what it is asked.
    let options = Options { data: Some(folder.path().to_owned()), seed: true, background: false, ..Options::default() };
    let cloud = Cloud::start(options).await?;
    let memoria_kb = processo::resident_kb()?;
    let operazioni = operazioni::measure(&cloud, Duration::from_secs(arguments.seconds), arguments.clients).await?;
    let contesa = contesa::measure(&cloud).await?;
    let memoria_alla_fine_kb = processo::resident_kb()?;
    let intermediario = intermediario::measure(&cloud).await?;
    cloud.shutdown().await;
    let resoconto = Resoconto { memoria_kb, memoria_alla_fine_kb, clienti: arguments.clients, operazioni, contesa, intermediario };
    print!("{resoconto}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&resoconto)? + "\n")?;
    }
    Ok(())
}
