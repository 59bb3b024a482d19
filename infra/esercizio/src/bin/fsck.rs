//! `cargo xtask fsck`: [`cassetto_esercizio::controlla`] on the cloud, or on a local system that runs.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use cassetto_esercizio::{Opzioni, controlla};
use cassetto_store::{Store, StoreConfig};
use clap::Parser;
use serde::Deserialize;

/// Checks the table and the buckets. Exit code 1 when a law doesn't hold, 2 when nothing could be known.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The data folder of a local system that runs: its services are named there.
    #[arg(long, conflicts_with_all = ["tabella", "bucket", "registri"])]
    locale: Option<PathBuf>,
    /// The table's name.
    #[arg(long, required_unless_present = "locale")]
    tabella: Option<String>,
    /// The bucket of the documents.
    #[arg(long, required_unless_present = "locale")]
    bucket: Option<String>,
    /// The bucket of the daily registers.
    #[arg(long, required_unless_present = "locale")]
    registri: Option<String>,
    /// Instead of that of the environment.
    #[arg(long)]
    regione: Option<String>,
    /// Instead of AWS.
    #[arg(long)]
    dynamodb: Option<String>,
    /// Instead of AWS.
    #[arg(long)]
    s3: Option<String>,
    /// Reads every document and compares its SHA-256.
    #[arg(long)]
    contenuti: bool,
    /// At most so many requests a second.
    #[arg(long)]
    al_secondo: Option<u32>,
    /// Nobody uses the system meanwhile: counters and indexes are compared too, and nothing is looked at twice.
    #[arg(long)]
    fermo: bool,
    /// The outcome as JSON.
    #[arg(long)]
    json: bool,
}

/// Where the services of a local system are: `servizi.json` of its data folder.
#[derive(Deserialize)]
struct Servizi {
    regione: String,
    tabella: String,
    bucket: String,
    registri: String,
    dynamodb: String,
    s3: String,
    chiave: String,
    segreto: String,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("fsck: {error}");
            ExitCode::from(2)
        }
    }
}

async fn run(arguments: &Arguments) -> Result<bool, Box<dyn std::error::Error>> {
    let store = Store::connect(config(arguments)?);
    let opzioni = Opzioni {
        contenuti: arguments.contenuti,
        al_secondo: arguments.al_secondo,
        ripetizioni: if arguments.fermo { 0 } else { 3 },
        pausa: Duration::from_secs(2),
        ..Opzioni::ferma(now())
    };
    let esito = controlla(&store, &opzioni).await.map_err(|error| match std::error::Error::source(&error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    })?;
    if arguments.json {
        println!("{}", serde_json::to_string_pretty(&esito)?);
    } else {
        println!("{esito}");
    }
    Ok(esito.is_good())
}

#[expect(clippy::disallowed_methods, reason = "a program of its own: its clock is the machine's")]
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}

fn config(arguments: &Arguments) -> Result<StoreConfig, Box<dyn std::error::Error>> {
    if let Some(folder) = &arguments.locale {
        let file = folder.join("servizi.json");
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}: is the local system running?", file.display()))?;
        let servizi: Servizi = serde_json::from_str(&text)?;
        return Ok(StoreConfig {
            region: servizi.regione,
            table: servizi.tabella,
            bucket: servizi.bucket,
            registri: servizi.registri,
            dynamodb_endpoint: Some(servizi.dynamodb),
            s3_endpoint: Some(servizi.s3),
            credentials: Some((servizi.chiave, servizi.segreto)),
            ..StoreConfig::default()
        });
    }
    Ok(StoreConfig {
        region: arguments.regione.clone().or_else(|| std::env::var("AWS_REGION").ok()).unwrap_or_else(|| "eu-south-1".to_owned()),
        table: arguments.tabella.clone().unwrap_or_default(),
        bucket: arguments.bucket.clone().unwrap_or_default(),
        registri: arguments.registri.clone().unwrap_or_default(),
        dynamodb_endpoint: arguments.dynamodb.clone(),
        s3_endpoint: arguments.s3.clone(),
        ..StoreConfig::default()
    })
}
