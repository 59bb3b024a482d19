//! Repeats an operation from several clients at once and takes the time of each.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use cassetto_local::Cloud;
use serde::Serialize;

use crate::{Error, processo};

/// What one operation takes.
#[derive(Debug, Clone, Serialize)]
pub struct Misura {
    pub operazione: &'static str,
    pub volte: usize,
    pub al_secondo: f64,
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Of the whole process, for each.
    pub cpu_ms: f64,
    pub unita_lettura: f64,
    pub unita_scrittura: f64,
    /// To DynamoDB, S3 and SNS.
    pub chiamate: u64,
}

/// Does the operation once alone, for its calls and units, then from `clients` clients until the time is over or `times` are done.
pub async fn repeat<F>(
    cloud: &Cloud,
    operazione: &'static str,
    (time, clients): (Duration, usize),
    times: usize,
    operation: impl Fn(usize) -> F + Send + Sync + 'static,
) -> Result<Misura, Error>
where
    F: Future<Output = Result<(), Error>> + Send,
{
    cloud.meter().reset();
    operation(0).await?;
    let costo = cloud.meter().snapshot();

    let (operation, next) = (Arc::new(operation), Arc::new(AtomicUsize::new(1)));
    let (cpu, begun) = (processo::cpu()?, Instant::now());
    let clients: Vec<_> = (0..clients)
        .map(|_| {
            let (operation, next) = (operation.clone(), next.clone());
            tokio::spawn(async move {
                let mut took = Vec::new();
                while begun.elapsed() < time {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= times {
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
    let (elapsed, cpu) = (begun.elapsed(), processo::cpu()?.saturating_sub(cpu));
    // The notices that sends and answers leave behind are another operation.
    cloud.settle().await?;
    took.sort_unstable();
    let count = f64::from(u32::try_from(took.len().max(1))?);
    let percentile = |percent: usize| took.get((took.len() * percent / 100).min(took.len().saturating_sub(1))).copied().unwrap_or_default();
    Ok(Misura {
        operazione,
        volte: took.len(),
        al_secondo: count / elapsed.as_secs_f64(),
        p50_ms: percentile(50).as_secs_f64() * 1000.0,
        p99_ms: percentile(99).as_secs_f64() * 1000.0,
        cpu_ms: cpu.as_secs_f64() * 1000.0 / count,
        unita_lettura: costo.read_units(),
        unita_scrittura: costo.write_units(),
        chiamate: costo.total_calls(),
    })
}
