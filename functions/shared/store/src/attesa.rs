//! Waiting between attempts: full jitter over a window that grows, within a total bound.

use std::time::Duration;

use tokio::time::Instant;

use crate::casuale;
use crate::error::StoreError;

/// How long contention may last before the caller is told to come back.
const BOUND: Duration = Duration::from_secs(20);
/// From a simulation with DynamoDB's latencies (reads of 5 ms, transactions of 20): a thousand clients of one register are all
/// served within the bound, two of them within a tenth of a second.
const FIRST_WINDOW: Duration = Duration::from_millis(32);
const LAST_WINDOW: Duration = Duration::from_secs(2);

pub(crate) struct Attesa {
    deadline: Instant,
    window: Duration,
}

impl Attesa {
    pub(crate) fn new() -> Self {
        Self { deadline: Instant::now() + BOUND, window: FIRST_WINDOW }
    }

    /// Sleeps for a random part of the window, then doubles it.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when the bound would be passed.
    pub(crate) async fn pause(&mut self) -> Result<(), StoreError> {
        let millis = u64::try_from(self.window.as_millis()).unwrap_or(u64::MAX);
        let until = Instant::now() + Duration::from_millis(casuale::up_to(millis)?);
        if until > self.deadline {
            return Err(StoreError::Occupato);
        }
        tokio::time::sleep_until(until).await;
        self.window = (self.window * 2).min(LAST_WINDOW);
        Ok(())
    }
}
