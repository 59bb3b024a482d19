//! Quiet hours: from 21 to 8 in Rome nothing makes a telephone ring. SMS and push wait; e-mail and PEC go at once.

use jiff::{Timestamp, ToSpan};

use crate::avviso::Canale;
use crate::calendario::{data_ora, istante};

/// The first quiet hour of the evening.
pub const SERA: i8 = 21;

/// The first hour of the morning that is not quiet.
pub const MATTINA: i8 = 8;

/// When something may be sent by `canale` at the earliest: `now`, or the end of the quiet hours.
#[must_use]
pub fn quando(canale: Canale, now: Timestamp) -> Timestamp {
    match canale {
        Canale::Sms | Canale::Push => fine(now).unwrap_or(now),
        Canale::Email | Canale::Pec => now,
    }
}

/// The end of the quiet hours that `now` is in; `None` when it is in none.
#[must_use]
pub fn fine(now: Timestamp) -> Option<Timestamp> {
    let local = data_ora(now);
    let day = match local.hour() {
        hour if hour >= SERA => local.date().saturating_add(1.day()),
        hour if hour < MATTINA => local.date(),
        _ => return None,
    };
    Some(istante(day.at(MATTINA, 0, 0, 0)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quiet_hours_by_the_clocks_of_rome() {
        for (instant, expected) in [
            // Winter: Rome is one hour ahead.
            ("2026-11-23T19:59:59Z", None),
            ("2026-11-23T20:00:00Z", Some("2026-11-24T07:00:00Z")),
            ("2026-11-23T23:30:00Z", Some("2026-11-24T07:00:00Z")),
            ("2026-11-24T06:59:59Z", Some("2026-11-24T07:00:00Z")),
            ("2026-11-24T07:00:00Z", None),
            // Summer: two.
            ("2026-07-01T18:59:59Z", None),
            ("2026-07-01T19:00:00Z", Some("2026-07-02T06:00:00Z")),
            // The night in which clocks go forward is an hour shorter, the other one an hour longer.
            ("2026-03-28T20:00:00Z", Some("2026-03-29T06:00:00Z")),
            ("2026-10-24T19:00:00Z", Some("2026-10-25T07:00:00Z")),
            ("2026-10-25T00:30:00Z", Some("2026-10-25T07:00:00Z")),
            ("2026-12-31T22:00:00Z", Some("2027-01-01T07:00:00Z")),
        ] {
            let now: Timestamp = instant.parse().expect(instant);
            let expected = expected.map(|end| end.parse::<Timestamp>().expect(end));
            assert_eq!(fine(now), expected, "{instant}");
            for canale in Canale::ALL {
                let waits = matches!(canale, Canale::Sms | Canale::Push);
                assert_eq!(quando(canale, now), expected.filter(|_| waits).unwrap_or(now), "{instant} {canale:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a_wait_ends_at_eight_and_lasts_at_most_twelve_hours(seconds in 1_767_225_600_i64..1_893_456_000) {
            let now = Timestamp::from_second(seconds).expect("an instant");
            if let Some(end) = fine(now) {
                prop_assert_eq!(data_ora(end).hour(), MATTINA);
                prop_assert!(end > now && end.duration_since(now).as_hours() <= 12);
                prop_assert_eq!(fine(end), None);
            }
        }
    }
}
