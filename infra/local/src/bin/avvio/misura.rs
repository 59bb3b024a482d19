//! One binary, started several times.

use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use cassetto_local::{Cloud, Target};
use flate2::Compression;
use flate2::write::DeflateEncoder;
use serde::Serialize;
use serde_json::Value;
use tokio::process::{Child, Command};

use crate::api::{Api, Detto};
use crate::tls::Tls;
use crate::{Error, eventi, processo};

/// What the binaries run against.
pub struct Ambiente {
    pub api: Api,
    pub cloud: Cloud,
    pub tls: Tls,
}

/// A binary and the event that it is given.
pub struct Soggetto {
    /// Of a function, without `cassetto-`.
    pub nome: &'static str,
    evento: Value,
}

impl Soggetto {
    /// What is deployed, after what it is compared with.
    pub fn all() -> Vec<Self> {
        let one = |nome, evento| Self { nome, evento };
        vec![
            one("confronto-vuota", eventi::http("GET /api/status")),
            one("confronto-sdk", eventi::http("GET /api/status")),
            one("login", eventi::http("GET /api/sessione")),
            one("quesito-submit", eventi::http("GET /api/bozze")),
            one("quesito-list", eventi::http("GET /api/home")),
            one("fascicolo", eventi::http("GET /api/fascicolo/sedi")),
            one("deleghe", eventi::http("GET /api/deleghe")),
            one("contatti", eventi::http("GET /api/contatti")),
            one("notify", eventi::stream()),
            one("deliver", eventi::affidato()),
            one("esiti", eventi::ricevuta()),
            one("registro", eventi::tick()),
        ]
    }

    /// Whether it is there to be compared with.
    pub fn is_reference(&self) -> bool {
        self.nome.starts_with("confronto-")
    }

    fn binary(&self) -> String {
        if self.is_reference() { self.nome.to_owned() } else { format!("cassetto-{}", self.nome) }
    }
}

/// The figures of a binary: medians, but for the memory, which is the most.
#[derive(Debug, Serialize)]
pub struct Misura {
    pub nome: &'static str,
    /// CPU of the process, user and system, to the moment when it asked for its first event.
    pub cpu_init_ms: f64,
    /// The same, to the moment when it asked for its second event.
    pub cpu_primo_ms: f64,
    /// Wall time from the start to the end of the first answer. It moves with the machine's neighbours.
    pub tempo_primo_ms: f64,
    /// Wall time of the first event alone.
    pub tempo_evento_ms: f64,
    /// Wall time and CPU of the same event on the warm process.
    pub tempo_caldo_ms: f64,
    pub cpu_caldo_ms: f64,
    pub memoria_kb: u64,
    pub binario_byte: u64,
    pub zip_byte: u64,
    /// Calls to DynamoDB to the end of the first event, that of the start included.
    pub chiamate: u64,
    pub strette_di_mano: u64,
}

/// Events given to the warm process.
const WARM: usize = 40;

struct Avvio {
    cpu_init: Duration,
    cpu_primo: Duration,
    tempo_primo: Duration,
    tempo_evento: Duration,
    tempi_caldi: Vec<Duration>,
    cpu_caldo: Duration,
    memoria_kb: u64,
    chiamate: u64,
    strette: u64,
}

/// Starts the binary so many times.
///
/// # Errors
/// When it isn't there, or fails.
pub async fn measure(ambiente: &Ambiente, soggetto: &Soggetto, folder: &Path, volte: usize) -> Result<Misura, Error> {
    let binary = folder.join(soggetto.binary());
    let mut content = Vec::new();
    std::fs::File::open(&binary).map_err(|error| format!("{}: {error}", binary.display()))?.read_to_end(&mut content)?;
    let mut zip = DeflateEncoder::new(Vec::new(), Compression::default());
    zip.write_all(&content)?;
    let mut avvii = Vec::new();
    for _ in 0..volte.max(1) {
        let mut child = spawn(ambiente, &binary)?;
        let measured = start(ambiente, soggetto, &mut child).await;
        child.kill().await?;
        ambiente.api.forget().await;
        avvii.push(measured.map_err(|error| format!("{}: {error}", soggetto.nome))?);
    }
    let of = |figure: fn(&Avvio) -> Duration| median(avvii.iter().map(figure).collect());
    Ok(Misura {
        nome: soggetto.nome,
        cpu_init_ms: of(|avvio| avvio.cpu_init),
        cpu_primo_ms: of(|avvio| avvio.cpu_primo),
        tempo_primo_ms: of(|avvio| avvio.tempo_primo),
        tempo_evento_ms: of(|avvio| avvio.tempo_evento),
        tempo_caldo_ms: median(avvii.iter().flat_map(|avvio| avvio.tempi_caldi.iter().copied()).collect()),
        cpu_caldo_ms: of(|avvio| avvio.cpu_caldo),
        memoria_kb: avvii.iter().map(|avvio| avvio.memoria_kb).max().unwrap_or_default(),
        binario_byte: u64::try_from(content.len())?,
        zip_byte: u64::try_from(zip.finish()?.len())? + ZIP_OVERHEAD,
        chiamate: avvii.iter().map(|avvio| avvio.chiamate).max().unwrap_or_default(),
        strette_di_mano: avvii.iter().map(|avvio| avvio.strette).max().unwrap_or_default(),
    })
}

/// The headers and the directory of a zip of one file named `bootstrap`.
const ZIP_OVERHEAD: u64 = 134;

/// With the environment that the template gives it, and nothing else.
fn spawn(ambiente: &Ambiente, binary: &Path) -> Result<Child, Error> {
    let Ambiente { api, cloud, tls } = ambiente;
    let services = cloud.services();
    let (key, secret) = services.credentials.clone().unwrap_or_default();
    let child = Command::new(binary)
        .env_clear()
        .env("AWS_LAMBDA_RUNTIME_API", api.address.to_string())
        .env("AWS_LAMBDA_FUNCTION_NAME", "misurata")
        .env("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512")
        .env("AWS_LAMBDA_FUNCTION_VERSION", "1")
        .env("AWS_LAMBDA_LOG_GROUP_NAME", "misura")
        .env("AWS_LAMBDA_LOG_STREAM_NAME", "misura")
        .env("AWS_REGION", &services.region)
        .env("AWS_ACCESS_KEY_ID", key)
        .env("AWS_SECRET_ACCESS_KEY", secret)
        .env("AWS_ENDPOINT_URL_DYNAMODB", &tls.endpoint)
        .env("AWS_CA_BUNDLE", &tls.authority)
        // For the bare SDK, which reads the machine's authorities.
        .env("SSL_CERT_FILE", &tls.bundle)
        .env("TABLE", &services.table)
        .env("BUCKET", &services.bucket)
        .env("REGISTRI", &services.registri)
        .env("TOPIC_ARN", &services.topic_arn)
        .env("ORIGIN", "https://cassetto.example")
        .env("PIN_ENABLED", "true")
        .env("SMTP_URL", "smtps://utente:segreto@localhost:465")
        .env("MAIL_FROM", "avvisi@cassetto.example")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    Ok(child)
}

async fn start(ambiente: &Ambiente, soggetto: &Soggetto, child: &mut Child) -> Result<Avvio, Error> {
    let started = Instant::now();
    let Ambiente { api, cloud, tls } = ambiente;
    let pid = child.id().ok_or("it has ended")?;
    let (calls, handshakes) = (cloud.meter().snapshot().calls(Target::DynamoDb), tls.handshakes());
    ready(api).await?;
    let cpu_init = processo::cpu(pid)?;
    let given = Instant::now();
    api.send(&soggetto.evento)?;
    answered(api).await?;
    let (tempo_primo, tempo_evento) = (started.elapsed(), given.elapsed());
    ready(api).await?;
    let cpu_primo = processo::cpu(pid)?;
    let chiamate = cloud.meter().snapshot().calls(Target::DynamoDb) - calls;
    let memoria_kb = processo::peak_kb(pid)?;
    let mut tempi_caldi = Vec::new();
    for _ in 0..WARM {
        let given = Instant::now();
        api.send(&soggetto.evento)?;
        answered(api).await?;
        tempi_caldi.push(given.elapsed());
        ready(api).await?;
    }
    let cpu_caldo = (processo::cpu(pid)? - cpu_primo) / u32::try_from(WARM)?;
    let strette = tls.handshakes() - handshakes;
    Ok(Avvio { cpu_init, cpu_primo, tempo_primo, tempo_evento, tempi_caldi, cpu_caldo, memoria_kb, chiamate, strette })
}

async fn ready(api: &Api) -> Result<(), Error> {
    match api.hear().await? {
        Detto::Pronta => Ok(()),
        Detto::Risposta(text) => Err(format!("it answered nobody: {}", String::from_utf8_lossy(&text)).into()),
        Detto::Errore(text) => Err(format!("it failed: {}", String::from_utf8_lossy(&text)).into()),
    }
}

/// An answer of its own: an error of the function's, such as 401, is one; of the runtime's is not.
async fn answered(api: &Api) -> Result<(), Error> {
    match api.hear().await? {
        Detto::Risposta(_) => Ok(()),
        Detto::Pronta => Err("it asked for another event before it answered".into()),
        Detto::Errore(text) => Err(format!("it failed: {}", String::from_utf8_lossy(&text)).into()),
    }
}

/// Milliseconds.
fn median(mut values: Vec<Duration>) -> f64 {
    values.sort_unstable();
    values.get(values.len() / 2).map_or(0.0, |value| value.as_secs_f64() * 1000.0)
}
