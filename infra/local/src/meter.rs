//! What the functions ask of the services: calls by operation, and DynamoDB's capacity units.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use serde_json::Value;

use crate::faults::Target;

/// Counts since the last reset; clones share their counts.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    usage: Arc<Mutex<Snapshot>>,
    journal: Arc<Mutex<Vec<(Target, String)>>>,
}

/// The counts at one moment.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Snapshot {
    pub operations: BTreeMap<(Target, String), Usage>,
}

/// Of one operation. Attempts that a fault met are calls too.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Usage {
    pub calls: u64,
    pub read_units: f64,
    pub write_units: f64,
}

impl Snapshot {
    /// Of one operation, such as `Query`; zero when it was not called.
    #[must_use]
    pub fn of(&self, target: Target, operation: &str) -> Usage {
        self.operations.get(&(target, operation.to_owned())).copied().unwrap_or_default()
    }

    /// Calls to one service.
    #[must_use]
    pub fn calls(&self, target: Target) -> u64 {
        self.operations.iter().filter(|((of, _), _)| *of == target).map(|(_, usage)| usage.calls).sum()
    }

    /// Calls to all services.
    #[must_use]
    pub fn total_calls(&self) -> u64 {
        self.operations.values().map(|usage| usage.calls).sum()
    }

    /// DynamoDB's read units.
    #[must_use]
    pub fn read_units(&self) -> f64 {
        self.operations.values().map(|usage| usage.read_units).fold(0.0, |sum, units| sum + units)
    }

    /// DynamoDB's write units.
    #[must_use]
    pub fn write_units(&self) -> f64 {
        self.operations.values().map(|usage| usage.write_units).fold(0.0, |sum, units| sum + units)
    }
}

impl Meter {
    /// Starts from zero.
    pub fn reset(&self) {
        self.lock().operations.clear();
        self.journal.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// The calls since the last reset, in their order; of a process that runs for long, the first thousand.
    #[must_use]
    pub fn journal(&self) -> Vec<(Target, String)> {
        self.journal.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.lock().clone()
    }

    pub(crate) fn count(&self, target: Target, operation: &str) {
        self.lock().operations.entry((target, operation.to_owned())).or_default().calls += 1;
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if journal.len() < JOURNAL {
            journal.push((target, operation.to_owned()));
        }
    }

    /// Adds the units of a read.
    pub(crate) fn read(&self, operation: &str, units: f64) {
        self.lock().operations.entry((Target::DynamoDb, operation.to_owned())).or_default().read_units += units;
    }

    /// Adds what an answer of DynamoDB says that it cost.
    pub(crate) fn capacity(&self, operation: &str, answer: &[u8]) {
        let Ok(Answer { consumed: Some(consumed) }) = serde_json::from_slice(answer) else { return };
        let reports = match &consumed {
            Value::Array(reports) => reports.as_slice(),
            report => std::slice::from_ref(report),
        };
        let mut usage = self.lock();
        let usage = usage.operations.entry((Target::DynamoDb, operation.to_owned())).or_default();
        for report in reports {
            let units = |name| report.get(name).and_then(Value::as_f64);
            match (units("ReadCapacityUnits"), units("WriteCapacityUnits")) {
                (None, None) if READS.contains(&operation) => usage.read_units += units("CapacityUnits").unwrap_or_default(),
                (None, None) => usage.write_units += units("CapacityUnits").unwrap_or_default(),
                (read, write) => {
                    usage.read_units += read.unwrap_or_default();
                    usage.write_units += write.unwrap_or_default();
                }
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Snapshot> {
        self.usage.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How many calls the journal keeps.
const JOURNAL: usize = 1_000;
/// All of an answer that matters here: the items are passed over.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "ConsumedCapacity")]
    consumed: Option<Value>,
}

/// Operations whose plain `CapacityUnits` are reads.
const READS: [&str; 5] = ["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems"];

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn units_are_summed_by_operation() {
        let meter = Meter::default();
        meter.count(Target::DynamoDb, "Query");
        let capacity = |operation, answer: Value| meter.capacity(operation, answer.to_string().as_bytes());
        capacity("Query", json!({"Items": [{"pk": {"S": "a"}}], "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 1.5}}));
        capacity("PutItem", json!({"ConsumedCapacity": {"CapacityUnits": 2.0}}));
        capacity("DeleteItem", json!({}));
        capacity(
            "TransactWriteItems",
            json!({"ConsumedCapacity": [{"CapacityUnits": 6.0, "WriteCapacityUnits": 6.0}, {"CapacityUnits": 1.0, "ReadCapacityUnits": 1.0}]}),
        );
        let snapshot = meter.snapshot();
        assert_eq!((snapshot.read_units(), snapshot.write_units(), snapshot.total_calls()), (2.5, 8.0, 1));
        meter.reset();
        assert_eq!(meter.snapshot(), Snapshot::default());
    }
}
