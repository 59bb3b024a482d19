//! `cassetto-local`: the whole system on this machine, until Ctrl-C.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cassetto_domain::calendario::{data_ora, istante};
use cassetto_domain::quiete;
use cassetto_local::{Cloud, Options, demo};
use cassetto_runtime::Clock;
use clap::Parser;
use jiff::SignedDuration;
use serde_json::json;
use tokio::signal::unix::{SignalKind, signal};

#[global_allocator]
static MEMORIA: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// The whole system in one process, on this machine only.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// Port of the gateway; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where everything is kept.
    #[arg(long, default_value = ".data")]
    data: PathBuf,
    /// Starts again from the demo people.
    #[arg(long)]
    fresh: bool,
    /// The built PWA.
    #[arg(long, default_value = "target/pwa/dist")]
    pwa: PathBuf,
    /// Started while SMS wait for the morning, or up to two hours before: pretends the next time that it is this hour in Rome.
    #[arg(long)]
    ora: Option<jiff::civil::Time>,
    /// The address of this machine where DynamoDB, S3 and SNS listen.
    #[arg(long, default_value_t = Ipv4Addr::LOCALHOST)]
    servizi_su: Ipv4Addr,
    /// Who answers `/api` in place of the functions in this process, such as `http://127.0.0.1:3000`.
    #[arg(long)]
    api: Option<String>,
    /// Writes what a function has to know of the services into this file, as the variables of its environment.
    #[arg(long)]
    ambiente: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let level =
        std::env::var("LOG_LEVEL").ok().and_then(|level| level.parse().ok()).unwrap_or(tracing_subscriber::filter::LevelFilter::ERROR);
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).init();
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("cassetto-local: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The machine's clock, moved so that nothing waits for the end of the quiet hours. Only forward: what expires by the machine's own
/// clock does so no sooner.
fn started_at(ora: jiff::civil::Time) -> Clock {
    let system = Clock::system();
    let now = system.now();
    if [now, now + SignedDuration::from_hours(2)].into_iter().all(|instant| quiete::fine(instant).is_none()) {
        return system;
    }
    let today = data_ora(now).date();
    let days = [Some(today), today.tomorrow().ok()].into_iter().flatten();
    let next = days.map(|day| istante(day.to_datetime(ora))).find(|instant| *instant >= now).unwrap_or(now);
    let moved = next.duration_since(now);
    Clock::from_fn(move || system.now() + moved)
}

/// As JSON: what `infra/template.yaml` gives each function, and where AWS's services are in their place.
fn write_environment(file: &Path, cloud: &Cloud) -> Result<(), cassetto_local::Error> {
    let services = cloud.services();
    let (key, secret) = services.credentials.clone().unwrap_or_default();
    let canali = &cloud.kit().config.canali;
    let environment = json!({
        "AWS_ENDPOINT_URL_DYNAMODB": services.dynamodb_endpoint,
        "AWS_ENDPOINT_URL_S3": services.s3_endpoint,
        "AWS_ENDPOINT_URL_SNS": services.sns_endpoint,
        "AWS_ACCESS_KEY_ID": key,
        "AWS_SECRET_ACCESS_KEY": secret,
        "AWS_REGION": services.region,
        "TABLE": services.table,
        "BUCKET": services.bucket,
        "REGISTRI": services.registri,
        "TOPIC_ARN": services.topic_arn,
        "ORIGIN": cloud.origin(),
        "PIN_ENABLED": "true",
        "VAPID_PUBLIC_KEY": canali.chiave_push,
        "PUSH_SERVICE": canali.servizio_push,
    });
    // Whoever waits for the file finds it whole.
    let partial = file.with_extension("part");
    std::fs::write(&partial, environment.to_string())?;
    Ok(std::fs::rename(partial, file)?)
}

async fn run(arguments: Arguments) -> Result<(), cassetto_local::Error> {
    let options = Options {
        port: arguments.port,
        data: Some(arguments.data),
        fresh: arguments.fresh,
        pwa: arguments.pwa.is_dir().then_some(arguments.pwa),
        services: arguments.servizi_su,
        api: arguments.api,
        seed: true,
        clock: arguments.ora.map_or_else(Clock::system, started_at),
        ..Options::default()
    };
    if Cloud::will_seed(&options) {
        eprintln!("Preparo le persone inventate e la loro corrispondenza: qualche secondo…");
    }
    let mut terminate = signal(SignalKind::terminate())?;
    let mut stop = std::pin::pin!(async {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    });
    let cloud = tokio::select! {
        cloud = Cloud::start(options) => cloud?,
        () = &mut stop => return Ok(()),
    };
    if let Some(file) = &arguments.ambiente {
        write_environment(file, &cloud)?;
    }
    println!("{}\n\nPersone inventate:\n{}\nCtrl-C per fermare.", demo::welcome(cloud.origin()), demo::directory());
    stop.await;
    eprintln!("Arresto in corso…");
    cloud.shutdown().await;
    Ok(())
}
