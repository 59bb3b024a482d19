//! The worst hour of a quarter at one sede: sends arrive at a rate, whether those before them are done or not, and the table answers as
//! late as DynamoDB does. What is seen is how often a number was taken by somebody else, how long a send takes, who is told to come back.

use std::time::{Duration, Instant};

use cassetto_api::endpoint::Nulla;
use cassetto_api::quesiti::CreateQuesito;
use cassetto_local::{Cloud, Fault, Rule, Target};
use serde::Serialize;

use crate::Error;
use crate::carico::percentile;
use crate::operazioni::{nuovo, people};

/// Sends a second, to one sede.
const RITMI: [u32; 7] = [1, 2, 5, 10, 15, 20, 30];

/// Arrivals last so long at each rate; those of a slow one are fewer than [`AT_MOST`].
const TIME: Duration = Duration::from_secs(10);
const AT_MOST: u32 = 200;

/// Functions that share nothing. The next arrival takes the next one, which is free by then.
const FUNCTIONS: usize = 96;

/// What `infra/costi/ipotesi.json` assumes of DynamoDB.
const READ: Duration = Duration::from_millis(5);
const TRANSACTION: Duration = Duration::from_millis(20);

/// One point of the curve.
#[derive(Debug, Clone, Serialize)]
pub struct Punta {
    pub al_secondo: u32,
    pub arrivi: u32,
    /// Those that ended well.
    pub invii: u32,
    /// Told to come back.
    pub respinti: u32,
    /// Transactions for each send that ended well.
    pub transazioni_per_invio: f64,
    /// Of the answer that said that it was done.
    pub p50_ms: f64,
    pub p99_ms: f64,
}

pub async fn measure(cloud: &Cloud) -> Result<Vec<Punta>, Error> {
    let (citizen, _, rapporto) = people(cloud).await?;
    let mut gateways = Vec::new();
    for _ in 0..FUNCTIONS {
        gateways.push(citizen.at(&cloud.replicate().await?));
    }
    // A function that has served before: its connections are open.
    for (number, client) in gateways.iter().enumerate() {
        let key = format!("bench-punta-prima-{number:06}");
        client.ask::<CreateQuesito>(&Nulla {}, &Nulla {}, &nuovo(&rapporto, Vec::new()), Some(&key)).await?;
    }
    cloud.settle().await?;
    for operation in ["GetItem", "BatchGetItem", "Query"] {
        cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Latency(READ)).on(operation));
    }
    cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Latency(TRANSACTION)).on("TransactWriteItems"));
    let mut all = Vec::new();
    for ritmo in RITMI {
        cloud.meter().reset();
        let arrivi = arrivi(ritmo);
        let begun = Instant::now();
        let mut sends = Vec::new();
        for (number, at) in arrivi.iter().enumerate() {
            tokio::time::sleep_until((begun + *at).into()).await;
            let client = gateways.get(number % FUNCTIONS).ok_or("no function")?.clone();
            let (quesito, key) = (nuovo(&rapporto, Vec::new()), format!("bench-punta-{ritmo:04}-{number:06}"));
            sends.push(tokio::spawn(async move {
                let started = Instant::now();
                match client.ask::<CreateQuesito>(&Nulla {}, &Nulla {}, &quesito, Some(&key)).await {
                    Ok(_) => Ok(Some(started.elapsed())),
                    Err(error) if error.to_string().contains(": 503 ") => Ok(None),
                    Err(error) => Err(error),
                }
            }));
        }
        let mut took = Vec::new();
        for send in sends {
            took.extend(send.await??);
        }
        took.sort_unstable();
        let transazioni = cloud.meter().snapshot().of(Target::DynamoDb, "TransactWriteItems").calls;
        let (arrivi, invii) = (u32::try_from(arrivi.len())?, u32::try_from(took.len())?);
        all.push(Punta {
            al_secondo: ritmo,
            arrivi,
            invii,
            respinti: arrivi - invii,
            transazioni_per_invio: f64::from(u32::try_from(transazioni)?) / f64::from(invii.max(1)),
            p50_ms: percentile(&took, 50),
            p99_ms: percentile(&took, 99),
        });
    }
    cloud.faults().clear();
    cloud.settle().await?;
    Ok(all)
}

/// When each comes: people don't wait for each other, so the pauses are exponential. The same at each run.
fn arrivi(ritmo: u32) -> Vec<Duration> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64 ^ u64::from(ritmo);
    let mut at = Duration::ZERO;
    std::iter::repeat_with(|| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let uniform = (f64::from(u32::try_from(state >> 33).unwrap_or_default()) + 1.0) / f64::from(1_u32 << 31);
        at += Duration::from_secs_f64(-uniform.min(1.0).ln() / f64::from(ritmo));
        at
    })
    .take_while(|at| *at < TIME)
    .take(AT_MOST as usize)
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrivals_are_the_same_each_time_and_about_as_many_as_the_rate_says() {
        for ritmo in RITMI {
            let all = arrivi(ritmo);
            assert_eq!(all, arrivi(ritmo));
            assert!(all.is_sorted());
            let expected = (ritmo * 10).min(AT_MOST) as usize;
            assert!(all.len() * 2 > expected && all.len() < expected * 2, "{ritmo}: {}", all.len());
        }
    }
}
