//! `cargo xtask avvio`: what a cold start of each function's release binary costs. Each is started under a Lambda Runtime API of ours,
//! with DynamoDB behind TLS as in the cloud, beside a function that does nothing and one with the bare SDK.

mod api;
mod eventi;
mod limiti;
mod misura;
mod processo;
mod resoconto;
mod tls;

use std::path::PathBuf;
use std::process::ExitCode;

use cassetto_local::{Cloud, Options};
use clap::Parser;

use limiti::Limiti;
use misura::{Ambiente, Soggetto};
use resoconto::Resoconto;

/// What went wrong.
type Error = Box<dyn std::error::Error + Send + Sync>;

/// Measures cold starts; a few seconds for each binary.
#[derive(Parser)]
struct Arguments {
    /// Where the release binaries are.
    #[arg(long, default_value = "target/release")]
    binari: PathBuf,
    /// How often each one is started; the figures are medians.
    #[arg(long, default_value_t = 9)]
    volte: usize,
    /// Writes the figures to this file too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Fails when a budget is not kept; CPU may be so many times its budget, for machines slower than the one it was set on.
    #[arg(long)]
    margine: Option<f64>,
    /// Only these, without `cassetto-`.
    funzioni: Vec<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(&Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("avvio: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments) -> Result<(), Error> {
    let cloud = Cloud::start(Options { background: false, ..Options::default() }).await?;
    let folder = tempfile::tempdir()?;
    let endpoint = cloud.services().dynamodb_endpoint.clone().unwrap_or_default();
    let tls = tls::serve(&endpoint, folder.path()).await?;
    let ambiente = Ambiente { api: api::Api::serve().await?, cloud, tls };
    let mut misure = Vec::new();
    for soggetto in Soggetto::all() {
        if arguments.funzioni.is_empty() || soggetto.is_reference() || arguments.funzioni.iter().any(|name| *name == soggetto.nome) {
            misure.push(misura::measure(&ambiente, &soggetto, &arguments.binari, arguments.volte).await?);
        }
    }
    ambiente.cloud.shutdown().await;
    let resoconto = Resoconto { limiti: Limiti::BUDGET, volte: arguments.volte, misure };
    print!("{resoconto}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&resoconto)? + "\n")?;
    }
    match arguments.margine {
        Some(margine) => resoconto.check(margine),
        None => Ok(()),
    }
}
