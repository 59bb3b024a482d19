//! A batch of the table's stream: each new row of the outbox is tried at once.

use cassetto_runtime::Kit;
use cassetto_store::{StoreError, avviso_in_record};
use serde_json::{Value, json};

use crate::attempt::attempt;
use crate::lavoro;

/// Lambda's partial batch response. Every record is tried, whatever became of those before it; one that fails comes again, and in the
/// end goes to the dead letters, where an alarm sees it. What it tells of stays in the outbox.
pub async fn handle(kit: &Kit, records: &[Value]) -> Value {
    let mut failures = Vec::new();
    for record in records {
        let served = match wake(kit, record).await {
            Ok(()) => lavoro::wake(kit, record).await,
            failed => failed,
        };
        if let Err(error) = served {
            tracing::error!(%error, "stream record not served");
            failures.push(json!({ "itemIdentifier": record["dynamodb"]["SequenceNumber"] }));
        }
    }
    json!({ "batchItemFailures": failures })
}

async fn wake(kit: &Kit, record: &Value) -> Result<(), StoreError> {
    let Some(id) = avviso_in_record(record) else { return Ok(()) };
    match kit.store.biglietto(id).await? {
        Some(biglietto) => attempt(kit, &biglietto).await,
        None => Ok(()),
    }
}
