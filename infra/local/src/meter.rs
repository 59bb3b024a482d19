//! What the functions ask of the services: calls by operation, and DynamoDB's capacity units.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::faults::Target;

/// Counts since the last reset; clones share their counts.
#[derive(Debug, Clone, Default)]
pub struct Meter {
    usage: Arc<Mutex<Snapshot>>,
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
        self.operations.values().map(|usage| usage.read_units).sum()
    }

    /// DynamoDB's write units.
    #[must_use]
    pub fn write_units(&self) -> f64 {
        self.operations.values().map(|usage| usage.write_units).sum()
    }
}

impl Meter {
    /// Starts from zero.
    pub fn reset(&self) {
        self.lock().operations.clear();
    }

    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        self.lock().clone()
    }

    pub(crate) fn count(&self, target: Target, operation: &str) {
        self.lock().operations.entry((target, operation.to_owned())).or_default().calls += 1;
    }

    /// Adds what an answer of DynamoDB says that it cost.
    pub(crate) fn capacity(&self, operation: &str, answer: &Value) {
        let reports = match answer.get("ConsumedCapacity") {
            Some(Value::Array(reports)) => reports.as_slice(),
            Some(report) => std::slice::from_ref(report),
            None => return,
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
        meter.capacity("Query", &json!({"ConsumedCapacity": {"TableName": "t", "CapacityUnits": 1.5}}));
        meter.capacity("PutItem", &json!({"ConsumedCapacity": {"CapacityUnits": 2.0}}));
        meter.capacity(
            "TransactWriteItems",
            &json!({"ConsumedCapacity": [{"CapacityUnits": 6.0, "WriteCapacityUnits": 6.0}, {"CapacityUnits": 1.0, "ReadCapacityUnits": 1.0}]}),
        );
        let snapshot = meter.snapshot();
        assert_eq!((snapshot.read_units(), snapshot.write_units(), snapshot.total_calls()), (2.5, 8.0, 1));
        meter.reset();
        assert_eq!(meter.snapshot(), Snapshot::default());
    }
}
