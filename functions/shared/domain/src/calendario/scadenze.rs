//! When contributions are due. By when the office answers is in `orologio`.

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::prossimo_lavorativo;

/// Days to pay after a rapporto ends, calendar days.
const GIORNI_CESSAZIONE: u16 = 10;

/// A quarter of a calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Trimestre {
    pub anno: i16,
    /// 1 to 4.
    pub numero: u8,
}

/// The days in which a quarter's contributions are paid, first and last included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Scadenza {
    /// The quarter that is paid, not the one in which it is paid.
    pub trimestre: Trimestre,
    pub dal: Date,
    pub al: Date,
}

impl Trimestre {
    /// The quarter that `data` is in.
    #[must_use]
    pub fn of(data: Date) -> Self {
        let numero = match data.month() {
            ..=3 => 1,
            4..=6 => 2,
            7..=9 => 3,
            _ => 4,
        };
        Self { anno: data.year(), numero }
    }

    /// The quarter before.
    #[must_use]
    pub const fn precedente(self) -> Self {
        match self.numero {
            ..=1 => Self { anno: self.anno.saturating_sub(1), numero: 4 },
            numero => Self { anno: self.anno, numero: numero - 1 },
        }
    }

    /// When it is paid: from the 1st to the 10th of the month after it; a last day that is no working day moves on.
    ///
    /// The rule is national: no patron saint moves it.
    #[must_use]
    pub fn scadenza(self) -> Scadenza {
        let (year, month) = match self.numero {
            ..=1 => (self.anno, 4),
            2 => (self.anno, 7),
            3 => (self.anno, 10),
            _ => (self.anno.saturating_add(1), 1),
        };
        // Only beyond the calendar's last year is there no such day.
        let day = |day| Date::new(year, month, day).unwrap_or(Date::MAX);
        Scadenza { trimestre: self, dal: day(1), al: prossimo_lavorativo(day(10), None) }
    }
}

/// The window that is open at `oggi`, else the next to open.
#[must_use]
pub fn prossima_scadenza(oggi: Date) -> Scadenza {
    let current = Trimestre::of(oggi);
    let previous = current.precedente().scadenza();
    if previous.al >= oggi { previous } else { current.scadenza() }
}

/// The last day to pay when a rapporto ended on `fine`: ten days later, moved to a working day.
#[must_use]
pub fn scadenza_cessazione(fine: Date) -> Date {
    prossimo_lavorativo(after(fine, GIORNI_CESSAZIONE), None)
}

fn after(data: Date, giorni: u16) -> Date {
    data.saturating_add(Span::new().days(giorni))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// The last day for quarters 1 to 4 of each year, as month and day; the fourth is in the next year.
    #[test]
    fn due_dates() {
        for (anno, last_days) in [
            (2022, [(4, 11), (7, 11), (10, 10), (1, 10)]),
            // 10 April 2023 was Easter Monday.
            (2023, [(4, 11), (7, 10), (10, 10), (1, 10)]),
            (2024, [(4, 10), (7, 10), (10, 10), (1, 10)]),
            (2025, [(4, 10), (7, 10), (10, 10), (1, 12)]),
            (2026, [(4, 10), (7, 10), (10, 12), (1, 11)]),
            (2027, [(4, 12), (7, 12), (10, 11), (1, 10)]),
        ] {
            for (numero, (month, day)) in (1..).zip(last_days) {
                let scadenza = Trimestre { anno, numero }.scadenza();
                let year = if numero == 4 { anno + 1 } else { anno };
                assert_eq!(scadenza.dal, date(year, month, 1), "{anno}/{numero}");
                assert_eq!(scadenza.al, date(year, month, day), "{anno}/{numero}");
            }
        }
    }

    #[test]
    fn next_window() {
        for (oggi, anno, numero, al) in [
            (date(2026, 1, 1), 2025, 4, date(2026, 1, 12)),
            (date(2026, 1, 12), 2025, 4, date(2026, 1, 12)),
            (date(2026, 1, 13), 2026, 1, date(2026, 4, 10)),
            (date(2026, 3, 31), 2026, 1, date(2026, 4, 10)),
            (date(2026, 4, 10), 2026, 1, date(2026, 4, 10)),
            (date(2026, 4, 11), 2026, 2, date(2026, 7, 10)),
            (date(2026, 10, 12), 2026, 3, date(2026, 10, 12)),
            (date(2026, 10, 13), 2026, 4, date(2027, 1, 11)),
            (date(2026, 12, 31), 2026, 4, date(2027, 1, 11)),
        ] {
            let scadenza = prossima_scadenza(oggi);
            assert_eq!((scadenza.trimestre, scadenza.al), (Trimestre { anno, numero }, al), "{oggi}");
        }
        assert_eq!(prossima_scadenza(Date::MAX).al, Date::MAX);
    }

    #[test]
    fn the_next_window_is_never_past() {
        let mut day = date(2020, 1, 1);
        while day < date(2035, 1, 1) {
            let scadenza = prossima_scadenza(day);
            assert!(scadenza.al >= day && scadenza.dal < scadenza.al, "{day}");
            day = day.tomorrow().expect("far from the calendar's end");
        }
    }

    #[test]
    fn after_the_end() {
        for (fine, last) in [
            (date(2026, 5, 4), date(2026, 5, 14)),
            // Ten days later is Saturday; then Christmas; then Easter Monday.
            (date(2026, 5, 6), date(2026, 5, 18)),
            (date(2026, 12, 15), date(2026, 12, 28)),
            (date(2026, 3, 27), date(2026, 4, 7)),
        ] {
            assert_eq!(scadenza_cessazione(fine), last, "{fine}");
        }
    }
}
