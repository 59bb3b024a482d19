//! Repeats an operation from several clients at once and takes the time of each.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cassetto_local::{Cloud, Snapshot};
use serde::Serialize;

use crate::{Error, processo};

/// What one operation takes.
#[derive(Debug, Clone, Serialize)]
pub struct Misura {
    pub operazione: &'static str,
    /// How many asked at once.
    pub clienti: usize,
    pub volte: usize,
    pub al_secondo: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the whole process, user and system, for each: client, gateway, function and services together.
    pub cpu_ms: f64,
    /// Of it the function's: what it would take in the cloud too.
    pub funzione_ms: f64,
    /// And what stands in for the cloud: gateway, `DynamoDB`, S3. The rest is the client's.
    pub servizi_ms: f64,
    /// Resident at the end, kB.
    pub memoria_kb: u64,
    pub costo: Costo,
    /// What the notices cost that it leaves behind.
    pub avvisi: Costo,
}

/// What one operation asks of the services, the read of the session included.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Costo {
    pub unita_lettura: f64,
    pub unita_scrittura: f64,
    /// By operation, to DynamoDB, S3 and SNS.
    pub chiamate: BTreeMap<String, u64>,
}

impl From<&Snapshot> for Costo {
    fn from(snapshot: &Snapshot) -> Self {
        let chiamate = snapshot.operations.iter().map(|((_, name), usage)| (name.clone(), usage.calls)).collect();
        Self { unita_lettura: snapshot.read_units(), unita_scrittura: snapshot.write_units(), chiamate }
    }
}

impl Costo {
    /// To all services.
    pub fn totale(&self) -> u64 {
        self.chiamate.values().sum()
    }
}

/// For how long, and how many ask at once.
#[derive(Debug, Clone, Copy)]
pub struct Carico {
    pub tempo: Duration,
    pub clienti: usize,
    /// At most.
    pub volte: usize,
}

/// Does the operation once alone, for its calls and units, then from all clients until the time is over or it was done often enough.
pub async fn repeat<F>(
    cloud: &Cloud,
    operazione: &'static str,
    Carico { tempo, clienti, volte }: Carico,
    operation: impl Fn(usize) -> F + Send + Sync + 'static,
) -> Result<Misura, Error>
where
    F: Future<Output = Result<(), Error>> + Send,
{
    cloud.meter().reset();
    operation(0).await?;
    let costo = Costo::from(&cloud.meter().snapshot());
    cloud.meter().reset();
    cloud.settle().await?;
    let avvisi = Costo::from(&cloud.meter().snapshot());

    let (operation, next) = (Arc::new(operation), Arc::new(AtomicUsize::new(1)));
    let (cpu, begun) = (processo::cpu()?, Instant::now());
    let clients: Vec<_> = (0..clienti)
        .map(|_| {
            let (operation, next) = (operation.clone(), next.clone());
            tokio::spawn(async move {
                let mut took = Vec::new();
                while begun.elapsed() < tempo {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= volte {
                        break;
                    }
                    let started = Instant::now();
                    operation(number).await?;
                    took.push(started.elapsed());
                }
                Ok::<_, Error>(took)
            })
        })
        .collect();
    let mut took = Vec::new();
    for client in clients {
        took.extend(client.await??);
    }
    let (elapsed, cpu) = (begun.elapsed(), processo::cpu()? - cpu);
    let memoria_kb = processo::resident_kb()?;
    // The notices that sends and answers leave behind are another operation.
    cloud.settle().await?;
    took.sort_unstable();
    let count = f64::from(u32::try_from(took.len().max(1))?);
    let each = |time: Duration| time.as_secs_f64() * 1000.0 / count;
    Ok(Misura {
        operazione,
        clienti,
        volte: took.len(),
        al_secondo: count / elapsed.as_secs_f64(),
        p50_ms: percentile(&took, 50),
        p99_ms: percentile(&took, 99),
        cpu_ms: each(cpu.tutto),
        funzione_ms: each(cpu.funzioni),
        servizi_ms: each(cpu.servizi),
        memoria_kb,
        costo,
        avvisi,
    })
}

/// Of sorted times, in milliseconds; 0 without any.
pub fn percentile(sorted: &[Duration], percent: usize) -> f64 {
    let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(index).copied().unwrap_or_default().as_secs_f64() * 1000.0
}
