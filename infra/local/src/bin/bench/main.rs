//! `cargo xtask bench`: the whole system in one process, on a temporary folder with the demo people, asked by clients in the same
//! process: times and CPU are those of the client, the gateway, the function, the embedded services, all together; CPU is told by part too.

mod carico;
mod client;
mod contesa;
mod intermediario;
mod misure;
mod operazioni;
mod processo;
mod punta;
mod resoconto;
mod seme;
mod verdetto;
mod volumi;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use cassetto_local::{Cloud, Options};
use clap::{Parser, ValueEnum};
use tokio::runtime::Handle;

use carico::{Carico, Costo};
use operazioni::Scena;
use resoconto::Resoconto;
use verdetto::Gravita;

/// As in `cassetto-local`.
#[global_allocator]
static MEMORIA: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong.
type Error = Box<dyn std::error::Error + Send + Sync>;

/// Measures the system on this machine; about six minutes.
#[derive(Parser)]
struct Arguments {
    /// Only these; everything unless said.
    #[arg(long, value_enum)]
    parte: Vec<Parte>,
    /// Writes the figures to this file too.
    #[arg(long)]
    json: Option<PathBuf>,
    /// Writes what an operation costs to this file too: what `cargo xtask costi` calculates with.
    #[arg(long)]
    misure: Option<PathBuf>,
    /// Writes the curve of the register's number to this file too, for `cargo xtask costi`.
    #[arg(long)]
    curva: Option<PathBuf>,
    /// How long each operation is repeated.
    #[arg(long, default_value_t = 2)]
    seconds: u64,
    /// Goes on to a million quesiti: some minutes more, and ten GB of temporary files.
    #[arg(long)]
    milione: bool,
    /// Fails for CPU and memory over their budgets too.
    #[arg(long)]
    severo: bool,
}

/// A part of the measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Parte {
    /// Everything that people do.
    Operazioni,
    /// What there is a budget for, on tables of 10,000 and 100,000 quesiti.
    Volumi,
    /// The pages of an intermediary with 20 and with 2,000 employers.
    Intermediario,
    /// Senders to one sede at once.
    Contesa,
    /// The worst hour at one sede: sends that arrive at a rate, with the latencies of DynamoDB.
    Punta,
}

fn main() -> ExitCode {
    let done = tokio::runtime::Runtime::new().map_err(Error::from).and_then(|clients| {
        let (funzioni, servizi) = (processo::Parte::Funzioni.runtime()?, processo::Parte::Servizi.runtime()?);
        let luoghi = Luoghi { funzioni: funzioni.handle().clone(), servizi: servizi.handle().clone() };
        clients.block_on(run(&Arguments::parse(), &luoghi))
    });
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: &Arguments, luoghi: &Luoghi) -> Result<ExitCode, Error> {
    let wanted = |parte| arguments.parte.is_empty() || arguments.parte.contains(&parte);
    let tempo = Duration::from_secs(arguments.seconds);
    let (cloud, _folder) = start(luoghi).await?;
    let scena = Scena::new(&cloud, &luoghi.funzioni).await?;
    let mut resoconto = Resoconto { memoria_kb: processo::resident_kb()?, ..Resoconto::default() };
    if wanted(Parte::Operazioni) {
        for clienti in volumi::CLIENTI {
            let carico = Carico { tempo, clienti, volte: usize::MAX };
            resoconto.operazioni.extend(operazioni::measure(&cloud, &scena, carico).await?);
        }
    }
    // What waits goes first: the minute that is measured has nothing to do.
    cloud.sweep().await?;
    cloud.meter().reset();
    cloud.sweep().await?;
    let ronda = Costo::from(&cloud.meter().snapshot());
    if wanted(Parte::Contesa) {
        resoconto.contesa = contesa::measure(&cloud).await?;
    }
    if wanted(Parte::Punta) {
        resoconto.punta = punta::measure(&cloud).await?;
    }
    if wanted(Parte::Intermediario) {
        resoconto.intermediario = intermediario::measure(&cloud).await?;
    }
    cloud.shutdown().await;
    if wanted(Parte::Volumi) {
        // A table that nothing else has written to.
        let (cloud, _folder) = start(luoghi).await?;
        let scena = Scena::new(&cloud, &luoghi.funzioni).await?;
        let sizes = [volumi::DIECIMILA, volumi::CENTOMILA, volumi::MILIONE];
        let sizes = if arguments.milione { &sizes[..] } else { &sizes[..2] };
        resoconto.volumi = volumi::measure(&cloud, &scena, sizes, tempo).await?;
        cloud.shutdown().await;
    }
    resoconto.verdetti = verdetto::judge(&resoconto.operazioni, &resoconto.volumi, &resoconto.intermediario);
    print!("{resoconto}");
    if let Some(file) = &arguments.json {
        std::fs::write(file, serde_json::to_string_pretty(&resoconto)? + "\n")?;
    }
    if let Some(file) = &arguments.misure {
        std::fs::write(file, serde_json::to_string_pretty(&misure::of(&resoconto.operazioni, &ronda))? + "\n")?;
    }
    if let Some(file) = &arguments.curva {
        std::fs::write(file, serde_json::to_string_pretty(&misure::curva(&resoconto.punta))? + "\n")?;
    }
    let fatal = |gravita| arguments.severo || gravita == Gravita::Errore;
    let failed = resoconto.verdetti.iter().any(|verdetto| fatal(verdetto.gravita));
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// Where the cloud runs: each part on threads of its own, so that what each takes is known.
struct Luoghi {
    funzioni: Handle,
    servizi: Handle,
}

/// Without its background the system does nothing but what it is asked.
async fn start(luoghi: &Luoghi) -> Result<(Cloud, tempfile::TempDir), Error> {
    let folder = tempfile::tempdir()?;
    let functions = Some(luoghi.funzioni.clone());
    let options = Options { data: Some(folder.path().to_owned()), seed: true, background: false, functions, ..Options::default() };
    Ok((luoghi.servizi.spawn(Cloud::start(options)).await??, folder))
}
