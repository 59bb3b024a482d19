//! Where events go that a function did not manage in all its attempts: the on-failure destinations.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Value, json};

/// One event given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadLetter {
    pub function: &'static str,
    pub event: Value,
    pub error: String,
}

impl DeadLetter {
    /// As its queue holds it: what a function got, or of the stream only where it was.
    #[must_use]
    pub fn message(&self) -> Value {
        let request = json!({ "functionArn": self.function, "condition": "RetryAttemptsExhausted", "approximateInvokeCount": 3 });
        let records = self.event["Records"].as_array();
        let number = |record: Option<&Value>| record.map(|record| record["dynamodb"]["SequenceNumber"].clone()).unwrap_or_default();
        match (self.function, records) {
            ("notify", Some(records)) => json!({
                "version": "1.0",
                "requestContext": request,
                "DDBStreamBatchInfo": {
                    "startSequenceNumber": number(records.first()),
                    "endSequenceNumber": number(records.last()),
                    "batchSize": records.len(),
                },
            }),
            _ => json!({ "version": "1.0", "requestContext": request, "requestPayload": self.event, "responsePayload": self.error }),
        }
    }
}

/// All of them; clones share the list.
#[derive(Debug, Clone, Default)]
pub struct DeadLetters(Arc<Mutex<Vec<DeadLetter>>>);

impl DeadLetters {
    pub(crate) fn add(&self, letter: DeadLetter) {
        tracing::warn!(function = letter.function, error = %letter.error, "event given up");
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(letter);
    }

    #[must_use]
    pub fn list(&self) -> Vec<DeadLetter> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
