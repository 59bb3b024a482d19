//! Holidays and working days.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// National holidays with a fixed day, as month and day (L. 260/1949 and later, as in force since 2001).
const FISSI: [(i8, i8); 10] = [(1, 1), (1, 6), (4, 25), (5, 1), (6, 2), (8, 15), (11, 1), (12, 8), (12, 25), (12, 26)];

/// San Francesco, patron of Italy: a holiday again from 2026 (L. 151/2025).
const SAN_FRANCESCO: (i8, i8) = (10, 4);
const SAN_FRANCESCO_DAL: i16 = 2026;

/// Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's reckoning); `anno` counts as 1583 to 9999.
#[must_use]
pub fn pasqua(anno: i16) -> Date {
    let anno = anno.clamp(1583, 9999);
    let year = i32::from(anno);
    let golden = year % 19;
    let (century, of_century) = (year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let to_sunday = (32 + 2 * (century % 4) + 2 * (of_century / 4) - epact - of_century % 4) % 7;
    let exception = (golden + 11 * epact + 22 * to_sunday) / 451;
    // Days after 22 March; at most 34.
    let after = epact + to_sunday - 7 * exception;
    Date::new(anno, 3, 22).map_or(Date::MAX, |march| march.saturating_add(Span::new().days(after)))
}

/// Whether `data` is a national holiday or the day of the town's patron saint (month and day). Sundays as such are not.
#[must_use]
pub fn is_festivo(data: Date, patrono: Option<(i8, i8)>) -> bool {
    let day = (data.month(), data.day());
    let easter = pasqua(data.year());
    FISSI.contains(&day)
        || (day == SAN_FRANCESCO && data.year() >= SAN_FRANCESCO_DAL)
        || patrono == Some(day)
        || data == easter
        || data == easter.saturating_add(1.day())
}

/// Whether `data` is neither Saturday, nor Sunday, nor a holiday.
#[must_use]
pub fn is_lavorativo(data: Date, patrono: Option<(i8, i8)>) -> bool {
    !matches!(data.weekday(), Weekday::Saturday | Weekday::Sunday) && !is_festivo(data, patrono)
}

/// `data` itself if it is a working day, else the first one after it.
#[must_use]
pub fn prossimo_lavorativo(data: Date, patrono: Option<(i8, i8)>) -> Date {
    let mut day = data;
    while !is_lavorativo(day, patrono) {
        // The calendar's last day has no tomorrow: it is then the answer.
        let Ok(tomorrow) = day.tomorrow() else { break };
        day = tomorrow;
    }
    day
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn easter() {
        for (year, month, day) in [
            (2020, 4, 12),
            (2021, 4, 4),
            (2022, 4, 17),
            (2023, 4, 9),
            (2024, 3, 31),
            (2025, 4, 20),
            (2026, 4, 5),
            (2027, 3, 28),
            (2028, 4, 16),
            (2029, 4, 1),
            (2030, 4, 21),
            // The exceptions of the reckoning, and its earliest and latest days.
            (1954, 4, 18),
            (1981, 4, 19),
            (1818, 3, 22),
            (2038, 4, 25),
        ] {
            assert_eq!(pasqua(year), date(year, month, day));
        }
        for year in 1583..=9999 {
            assert_eq!(pasqua(year).weekday(), Weekday::Sunday, "{year}");
        }
    }

    #[test]
    fn holidays() {
        let roma = Some((6, 29));
        for (day, patrono, expected) in [
            (date(2026, 1, 1), None, true),
            (date(2026, 1, 2), None, false),
            (date(2026, 1, 6), None, true),
            (date(2026, 4, 5), None, true),
            (date(2026, 4, 6), None, true),
            (date(2026, 4, 7), None, false),
            (date(2026, 4, 25), None, true),
            (date(2026, 5, 1), None, true),
            (date(2026, 6, 2), None, true),
            (date(2026, 6, 29), None, false),
            (date(2026, 6, 29), roma, true),
            (date(2026, 8, 15), None, true),
            (date(2025, 10, 4), None, false),
            (date(2026, 10, 4), None, true),
            (date(2027, 10, 4), None, true),
            (date(2026, 11, 1), None, true),
            (date(2026, 12, 8), None, true),
            (date(2026, 12, 24), None, false),
            (date(2026, 12, 25), None, true),
            (date(2026, 12, 26), None, true),
        ] {
            assert_eq!(is_festivo(day, patrono), expected, "{day} {patrono:?}");
        }
    }

    #[test]
    fn working_days() {
        for (day, patrono, expected) in [
            (date(2026, 7, 10), None, date(2026, 7, 10)),
            (date(2026, 7, 11), None, date(2026, 7, 13)),
            (date(2026, 7, 12), None, date(2026, 7, 13)),
            // Good Friday is a working day; from Saturday to Easter Monday none is.
            (date(2026, 4, 3), None, date(2026, 4, 3)),
            (date(2026, 4, 4), None, date(2026, 4, 7)),
            (date(2026, 6, 29), Some((6, 29)), date(2026, 6, 30)),
            // Milano: Monday 7 December is the patron's, Tuesday 8 a national holiday.
            (date(2026, 12, 5), Some((12, 7)), date(2026, 12, 9)),
            (date(2026, 12, 5), None, date(2026, 12, 7)),
            // Christmas on Friday.
            (date(2026, 12, 25), None, date(2026, 12, 28)),
            (Date::MAX, Some((12, 31)), Date::MAX),
        ] {
            assert_eq!(prossimo_lavorativo(day, patrono), expected, "{day} {patrono:?}");
        }
    }
}
