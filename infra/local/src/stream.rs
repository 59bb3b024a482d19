//! The event source mapping of `notify`: new outbox rows from the table's stream, in batches, with finite retries of what the
//! function names as failed and then the on-failure list.

use std::sync::Arc;
use std::time::Duration;

use dynoxide::Database;
use serde_json::{Value, json};

use crate::dead_letters::DeadLetter;
use crate::functions::Functions;
use crate::table::TABLE;
use crate::{Context, Error};

/// `BatchSize`.
const BATCH: usize = 10;

/// Attempts at one batch: `MaximumRetryAttempts` and one.
const ATTEMPTS: u32 = 3;

/// Before each retry.
const PAUSE: Duration = Duration::from_millis(50);

/// The `FilterCriteria`.
const EVENT: &str = "INSERT";
const KEY_PREFIXES: [&str; 2] = ["OUT#", "LAV#"];

/// Where the mapping stands in the stream.
pub struct Feed {
    database: Database,
    functions: Arc<Functions>,
    context: Arc<Context>,
    position: String,
}

impl Feed {
    /// From now on: what was written before is the sweeper's.
    ///
    /// # Errors
    /// When the table has no stream.
    pub fn open(database: Database, functions: Arc<Functions>, context: Arc<Context>) -> Result<Self, Error> {
        let request = serde_json::from_value(json!({"TableName": TABLE})).map_err(Error::internal)?;
        let streams = database.list_streams(request).map_err(Error::database)?.streams;
        let arn = &streams.first().ok_or_else(|| Error::Internal("the table has no stream".to_owned()))?.stream_arn;
        let request = json!({"StreamArn": arn, "ShardId": dynoxide::streams::shard_id(TABLE), "ShardIteratorType": "LATEST"});
        let request = serde_json::from_value(request).map_err(Error::internal)?;
        let position = database.get_shard_iterator(request).map_err(Error::database)?.shard_iterator.unwrap_or_default();
        Ok(Self { database, functions, context, position })
    }

    /// Feeds all that has been written since the last call; returns how many records the function got.
    ///
    /// # Errors
    /// When the stream can't be read.
    pub async fn drain(&mut self) -> Result<usize, Error> {
        let mut fed = 0;
        loop {
            let request = serde_json::from_value(json!({"ShardIterator": self.position, "Limit": 1000})).map_err(Error::internal)?;
            let answer = self.database.get_records(request).map_err(Error::database)?;
            if let Some(next) = answer.next_shard_iterator {
                self.position = next;
            }
            if answer.records.is_empty() {
                return Ok(fed);
            }
            let records: Vec<Value> =
                answer.records.iter().filter_map(|record| serde_json::to_value(record).ok()).filter(passes_filter).collect();
            for batch in records.chunks(BATCH) {
                self.feed(batch).await;
            }
            fed += records.len();
        }
    }

    async fn feed(&self, batch: &[Value]) {
        let mut rest = batch;
        let mut error = String::new();
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            match self.functions.stream(json!({"Records": rest})).await {
                Ok(answer) => match first_failed(rest, &answer) {
                    None => return,
                    Some(failed) => {
                        rest = &rest[failed..];
                        "batch item failures".clone_into(&mut error);
                    }
                },
                Err(failure) => error = failure,
            }
        }
        self.context.dead_letters.add(DeadLetter { function: "notify", event: json!({"Records": rest}), error });
    }
}

fn passes_filter(record: &Value) -> bool {
    let key = record["dynamodb"]["Keys"]["pk"]["S"].as_str();
    record["eventName"] == EVENT && key.is_some_and(|key| KEY_PREFIXES.iter().any(|prefix| key.starts_with(prefix)))
}

/// A stream is retried from the first failed record on, whatever came of those after it.
fn first_failed(batch: &[Value], answer: &Value) -> Option<usize> {
    let failures = answer["batchItemFailures"].as_array()?;
    failures
        .iter()
        .map(|failure| {
            let id = &failure["itemIdentifier"];
            // An identifier that is not in the batch fails all of it.
            batch.iter().position(|record| record["dynamodb"]["SequenceNumber"] == *id).unwrap_or(0)
        })
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(event: &str, pk: &str, number: &str) -> Value {
        json!({"eventName": event, "dynamodb": {"Keys": {"pk": {"S": pk}}, "SequenceNumber": number}})
    }

    #[test]
    fn only_new_outbox_rows_pass() {
        assert!(passes_filter(&record("INSERT", "OUT#2026", "1")));
        assert!(passes_filter(&record("INSERT", "LAV#2", "1")));
        assert!(!passes_filter(&record("MODIFY", "OUT#2026", "1")));
        assert!(!passes_filter(&record("INSERT", "Q#1", "1")));
    }

    #[test]
    fn the_first_failure_decides() {
        let batch = [record("INSERT", "OUT#", "1"), record("INSERT", "OUT#", "2"), record("INSERT", "OUT#", "3")];
        let failures = |ids: &[&str]| json!({"batchItemFailures": ids.iter().map(|id| json!({"itemIdentifier": id})).collect::<Vec<_>>()});
        assert_eq!(first_failed(&batch, &json!({})), None);
        assert_eq!(first_failed(&batch, &failures(&[])), None);
        assert_eq!(first_failed(&batch, &failures(&["3", "2"])), Some(1));
        assert_eq!(first_failed(&batch, &failures(&["9"])), Some(0));
    }
}
