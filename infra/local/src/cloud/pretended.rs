//! The instants of the past in which the demo people's history is made.

use std::sync::{Arc, Mutex, PoisonError};

use cassetto_runtime::Clock;
use jiff::Timestamp;

/// The instant that the seed pretends; none outside of it.
#[derive(Clone, Default)]
pub(crate) struct Pretended(Arc<Mutex<Option<Timestamp>>>);

impl Pretended {
    pub(crate) fn set(&self, instant: Option<Timestamp>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = instant;
    }

    pub(super) fn clock(&self, real: Clock) -> Clock {
        let pretended = self.0.clone();
        Clock::from_fn(move || pretended.lock().unwrap_or_else(PoisonError::into_inner).unwrap_or_else(|| real.now()))
    }
}
