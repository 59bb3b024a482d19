//! Senders to one sede at once, each with functions of its own, as in the cloud: how often a number was taken by somebody else.

use std::time::{Duration, Instant};

use cassetto_api::endpoint::Nulla;
use cassetto_api::quesiti::CreateQuesito;
use cassetto_local::{Cloud, Target};
use serde::Serialize;

use crate::Error;
use crate::carico::percentile;
use crate::operazioni::{nuovo, people};

const SENDERS: [u32; 5] = [1, 4, 16, 64, 256];

/// Sends at each point of the curve, at least, if there is time.
const SENDS: u32 = 32;

/// After so long nobody begins another attempt.
const TIME: Duration = Duration::from_secs(15);

/// What who is told to come back is asked to wait.
const PAUSE: Duration = Duration::from_secs(5);

/// One point of the curve.
#[derive(Debug, Clone, Serialize)]
pub struct Contesa {
    pub mittenti: u32,
    /// Those that ended well.
    pub invii: u32,
    pub transazioni: u64,
    /// Transactions for each send that ended well.
    pub tentativi_per_invio: f64,
    /// Told to come back.
    pub respinti: u32,
    pub secondi: f64,
    /// Of the answer that said that it was done.
    pub p50_ms: f64,
    pub p99_ms: f64,
    /// Write units of the transactions that others were faster than: AWS bills them as those that are done.
    pub unita_perse: f64,
}

pub async fn measure(cloud: &Cloud) -> Result<Vec<Contesa>, Error> {
    let (citizen, _, rapporto) = people(cloud).await?;
    let mut gateways = Vec::new();
    for _ in 0..SENDERS.iter().max().copied().unwrap_or_default() {
        gateways.push(citizen.at(&cloud.replicate().await?));
    }
    let mut all = Vec::new();
    for mittenti in SENDERS {
        let each = SENDS.div_ceil(mittenti);
        cloud.meter().reset();
        let begun = Instant::now();
        let senders: Vec<_> = (0..mittenti)
            .zip(&gateways)
            .map(|(sender, client)| {
                let (client, quesito) = (client.clone(), nuovo(&rapporto, Vec::new()));
                tokio::spawn(async move {
                    let (mut sent, mut refused, mut took) = (0_u32, 0_u32, Vec::new());
                    while sent < each && begun.elapsed() < TIME {
                        let key = format!("bench-contesa-{mittenti}-{sender}-{sent}");
                        let started = Instant::now();
                        match client.ask::<CreateQuesito>(&Nulla {}, &Nulla {}, &quesito, Some(&key)).await {
                            Ok(_) => {
                                sent += 1;
                                took.push(started.elapsed());
                            }
                            Err(error) if error.to_string().contains(": 503 ") => {
                                refused += 1;
                                tokio::time::sleep(PAUSE).await;
                            }
                            Err(error) => return Err(error),
                        }
                    }
                    Ok::<_, Error>((sent, refused, took))
                })
            })
            .collect();
        let (mut invii, mut respinti, mut took) = (0_u32, 0_u32, Vec::new());
        for sender in senders {
            let (sent, refused, times) = sender.await??;
            invii += sent;
            respinti += refused;
            took.extend(times);
        }
        let secondi = begun.elapsed().as_secs_f64();
        took.sort_unstable();
        let usage = cloud.meter().snapshot().of(Target::DynamoDb, "TransactWriteItems");
        let transazioni = f64::from(u32::try_from(usage.calls)?);
        let done = f64::from(invii.max(1));
        all.push(Contesa {
            mittenti,
            invii,
            transazioni: usage.calls,
            tentativi_per_invio: transazioni / done,
            respinti,
            secondi,
            p50_ms: percentile(&took, 50),
            p99_ms: percentile(&took, 99),
            unita_perse: (transazioni - f64::from(invii)).max(0.0) * usage.write_units / done,
        });
        cloud.settle().await?;
    }
    Ok(all)
}
