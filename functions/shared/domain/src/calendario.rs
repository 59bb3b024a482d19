//! Civil dates in Europe/Rome: what day it is, which days are holidays, when something is due.

mod festivi;
mod scadenze;

use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

pub use festivi::{is_festivo, is_lavorativo, pasqua, prossimo_lavorativo};
pub use scadenze::{Scadenza, Trimestre, prossima_scadenza, scadenza_cessazione};

/// Italy's time as a POSIX rule, the European Union's since 1996 (directive 2000/84/EC): no time-zone database is needed,
/// neither in wasm nor in a function. Instants before 1996 are not this system's.
const ROMA: &str = "CET-1CEST,M3.5.0,M10.5.0/3";

#[expect(clippy::expect_used, reason = "a constant, parsed by this module's tests before it can ship")]
static ZONA: LazyLock<TimeZone> = LazyLock::new(|| TimeZone::posix(ROMA).expect("a POSIX rule"));

/// The day that it is in Rome at `now`.
#[must_use]
pub fn oggi(now: Timestamp) -> Date {
    data_ora(now).date()
}

/// Day and time of the clocks in Rome at `now`.
#[must_use]
pub fn data_ora(now: Timestamp) -> DateTime {
    ZONA.to_datetime(now)
}

/// The instant at which the clocks in Rome show this; of an hour that comes twice the first, of one that doesn't come the one after.
#[must_use]
pub fn istante(local: DateTime) -> Timestamp {
    // Only the last hours of the year 9999 have none.
    ZONA.to_ambiguous_timestamp(local).compatible().unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_of_rome() {
        for (instant, local) in [
            ("2026-01-15T12:00:00Z", "2026-01-15T13:00:00"),
            ("2026-07-15T12:00:00Z", "2026-07-15T14:00:00"),
            // New Year's Eve is over one hour before UTC's; a summer day two.
            ("2026-12-31T22:59:59Z", "2026-12-31T23:59:59"),
            ("2026-12-31T23:30:00Z", "2027-01-01T00:30:00"),
            ("2026-06-30T22:00:00Z", "2026-07-01T00:00:00"),
            // Last Sunday of March: 02:00 becomes 03:00.
            ("2026-03-29T00:59:59Z", "2026-03-29T01:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29T03:00:00"),
            // Last Sunday of October: 03:00 becomes 02:00.
            ("2026-10-25T00:59:59Z", "2026-10-25T02:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25T02:00:00"),
        ] {
            let instant: Timestamp = instant.parse().expect(instant);
            let local: DateTime = local.parse().expect(local);
            assert_eq!(data_ora(instant), local, "{instant}");
            assert_eq!(oggi(instant), local.date(), "{instant}");
        }
    }
}
