//! Where events go that a function did not manage in all its attempts: the on-failure destinations.

use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

/// One event given up.
#[derive(Debug, Clone, PartialEq)]
pub struct DeadLetter {
    pub function: &'static str,
    pub event: Value,
    pub error: String,
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
