//! Wrong PINs slow the next attempt down: after the fifth 30 seconds, doubling up to an hour. The same for people who don't exist.

use std::time::Duration;

/// After so many wrong attempts the next one must wait.
pub const FREE: u32 = 5;

const FIRST: Duration = Duration::from_secs(30);
const LONGEST: Duration = Duration::from_secs(3600);

/// How long after `wrong` attempts in a row the next one must wait.
#[must_use]
pub fn wait(wrong: u32) -> Duration {
    match wrong.checked_sub(FREE) {
        None => Duration::ZERO,
        Some(beyond) => FIRST.saturating_mul(1_u32.checked_shl(beyond).unwrap_or(u32::MAX)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        let seconds: Vec<u64> = (0..=14).map(|wrong| wait(wrong).as_secs()).collect();
        assert_eq!(seconds, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]);
        assert_eq!(wait(u32::MAX), LONGEST);
    }
}
