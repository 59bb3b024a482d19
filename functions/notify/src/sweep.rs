//! A tick of the schedule: everything whose time has come, and how long the oldest has been waiting.

use cassetto_runtime::metrics::{self, Unit};
use cassetto_runtime::{Error, Kit};
use cassetto_store::SHARDS;
use serde_json::{Value, json};

use crate::attempt::attempt;
use crate::lavoro;

/// Tries all that is due; one that fails doesn't stop the others.
///
/// # Errors
/// When a shard could not be read.
pub async fn handle(kit: &Kit) -> Result<Value, Error> {
    let (mut tried, mut unreadable) = (0_u64, 0);
    for shard in 0..SHARDS {
        let mut cursor = None;
        loop {
            let page = kit.store.due(shard, kit.clock.now(), cursor).await?;
            unreadable += page.illeggibili;
            for biglietto in &page.biglietti {
                tried += 1;
                if let Err(error) = attempt(kit, biglietto).await {
                    tracing::error!(%error, avviso = %biglietto.id, "notice not tried");
                }
            }
            cursor = page.cursor;
            if cursor.is_none() {
                break;
            }
        }
    }
    lavoro::sweep(kit).await?;
    let now = kit.clock.now();
    let age = kit.store.outbox_age(now).await?.unwrap_or_default();
    metrics::emit(now, "notify", &[("EtaOutbox", Unit::Seconds, age.as_secs_f64())]);
    if let Err(error) = kit.store.note_spazzata(age, now).await {
        tracing::warn!(%error, "the sweep could not be noted");
    }
    if unreadable > 0 {
        tracing::error!(unreadable, "rows of the outbox that this release can't read");
    }
    Ok(json!({ "tentati": tried }))
}
