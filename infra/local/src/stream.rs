//! The event source mapping of `notify`: new outbox rows from the table's stream, in batches, with finite retries of what the
//! function names as failed and then the on-failure list.

use std::sync::Arc;
use std::time::Duration;

use dynoxide::Database;
use serde_json::{Value, json};

use crate::dead_letters::DeadLetter;
use crate::functions::Functions;
use crate::iam::Call;
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
        if self.context.iam.ask(Some("Notify"), &Call::stream()).is_err() {
            return;
        }
        let given_up = serve(batch, PAUSE, |event| self.functions.stream(event)).await;
        for GivenUp { records, error } in given_up {
            self.context.give_up(DeadLetter { function: "notify", event: json!({"Records": records}), error });
        }
    }
}

/// Records that were tried as often as is allowed.
#[derive(Debug, PartialEq)]
struct GivenUp {
    records: Vec<Value>,
    error: String,
}

/// Serves a batch as an event source mapping does with `ReportBatchItemFailures` and `BisectBatchOnFunctionError`: of a batch whose
/// records are named as failed the rest from the first of them comes again; one that fails as a whole is halved, which is no attempt,
/// until what fails is alone.
async fn serve<F: Future<Output = Result<Value, String>>>(batch: &[Value], pause: Duration, call: impl Fn(Value) -> F) -> Vec<GivenUp> {
    let (mut pieces, mut given_up) = (vec![(batch.to_vec(), 1)], Vec::new());
    while let Some((mut piece, attempt)) = pieces.pop() {
        let error = match call(json!({"Records": piece})).await {
            Ok(answer) => match first_failed(&piece, &answer) {
                None => continue,
                Some(failed) => {
                    piece.drain(..failed);
                    "batch item failures".to_owned()
                }
            },
            Err(_) if piece.len() > 1 => {
                let second = piece.split_off(piece.len() / 2);
                pieces.extend([(second, attempt), (piece, attempt)]);
                continue;
            }
            Err(error) => error,
        };
        if attempt < ATTEMPTS {
            tokio::time::sleep(pause).await;
            pieces.push((piece, attempt + 1));
        } else {
            given_up.push(GivenUp { records: piece, error });
        }
    }
    given_up
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

    /// A function that keeps what it serves, and fails on a batch with a poisoned record.
    async fn poisoned(bad: &str, records: u32) -> (Vec<GivenUp>, Vec<String>, u32) {
        let batch: Vec<Value> = (0..records).map(|number| record("INSERT", "OUT#", &number.to_string())).collect();
        let (served, calls) = (std::sync::Mutex::new(Vec::new()), std::sync::atomic::AtomicU32::new(0));
        let (all, count) = (&served, &calls);
        let given_up = serve(&batch, Duration::ZERO, |event: Value| async move {
            count.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            let numbers: Vec<String> = event["Records"]
                .as_array()
                .unwrap()
                .iter()
                .map(|record| record["dynamodb"]["SequenceNumber"].as_str().unwrap().to_owned())
                .collect();
            if numbers.iter().any(|number| number == bad) {
                return Err("a panic".to_owned());
            }
            all.lock().unwrap().extend(numbers);
            Ok(json!({"batchItemFailures": []}))
        })
        .await;
        (given_up, served.into_inner().unwrap(), calls.into_inner())
    }

    #[tokio::test]
    async fn a_record_on_which_the_function_dies_is_alone_in_the_end() {
        for bad in 0..10 {
            let (given_up, served, calls) = poisoned(&bad.to_string(), 10).await;
            let expected = GivenUp { records: vec![record("INSERT", "OUT#", &bad.to_string())], error: "a panic".to_owned() };
            assert_eq!(given_up, [expected]);
            let others: Vec<String> = (0..10).filter(|number| *number != bad).map(|number| number.to_string()).collect();
            assert_eq!(served, others, "each of the others once, in their order");
            assert!(calls <= 12, "{calls} calls");
        }
    }

    #[tokio::test]
    async fn a_record_that_is_named_comes_again_with_those_after_it() {
        let batch: Vec<Value> = ["1", "2", "3"].map(|number| record("INSERT", "OUT#", number)).to_vec();
        let sizes = std::sync::Mutex::new(Vec::new());
        let seen = &sizes;
        let given_up = serve(&batch, Duration::ZERO, |event: Value| async move {
            seen.lock().unwrap().push(event["Records"].as_array().unwrap().len());
            Ok(json!({"batchItemFailures": [{"itemIdentifier": "2"}]}))
        })
        .await;
        assert_eq!(*sizes.lock().unwrap(), [3, 2, 2]);
        assert_eq!(given_up.len(), 1);
        assert_eq!(given_up[0].records, batch[1..]);
    }
}
