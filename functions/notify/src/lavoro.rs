//! Work that goes on by itself: whose lists a quesito is in, and deleghe whose last day has passed.

use cassetto_runtime::Kit;
use cassetto_store::{SHARDS_LAVORO, StoreError, lavoro_in_record};
use serde_json::Value;

/// Does what is due in the shard that a record of the stream tells of.
///
/// # Errors
/// When the table can't be reached.
pub async fn wake(kit: &Kit, record: &Value) -> Result<(), StoreError> {
    match lavoro_in_record(record, kit.clock.now()) {
        Some(shard) => work(kit, shard).await.map(drop),
        None => Ok(()),
    }
}

/// Does everything that is due; one piece that fails doesn't stop the others.
///
/// # Errors
/// When a shard could not be read.
pub async fn sweep(kit: &Kit) -> Result<u64, StoreError> {
    let mut done = 0;
    for shard in 0..SHARDS_LAVORO {
        done += work(kit, shard).await?;
    }
    Ok(done)
}

async fn work(kit: &Kit, shard: u8) -> Result<u64, StoreError> {
    let mut done = 0;
    for lavoro in kit.store.lavori(shard, kit.clock.now()).await? {
        done += 1;
        if let Err(error) = kit.store.work(&lavoro, kit.clock.now()).await {
            tracing::error!(%error, "work not done, it comes up again");
        }
    }
    Ok(done)
}
