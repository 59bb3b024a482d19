use jiff::Timestamp;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::calendario::{is_lavorativo, oggi};
use crate::sede::{self, CodiceSede};

fn sede(codice: &str) -> &'static Sede {
    sede::find(&CodiceSede::parse(codice).expect(codice)).expect(codice)
}

const ROMA: &str = "7000";
const MILANO: &str = "4900";

#[test]
fn term_for_the_answer() {
    for (presentata, giorni, codice, term) in [
        (date(2026, 7, 1), GIORNI_RISPOSTA, ROMA, date(2026, 7, 31)),
        (date(2028, 2, 1), GIORNI_RISPOSTA, ROMA, date(2028, 3, 2)),
        (date(2026, 7, 1), 0, ROMA, date(2026, 7, 1)),
        // A Saturday and a Sunday.
        (date(2026, 7, 2), GIORNI_RISPOSTA, ROMA, date(2026, 8, 3)),
        (date(2026, 7, 3), GIORNI_RISPOSTA, ROMA, date(2026, 8, 3)),
        // Holy Saturday, Easter and Easter Monday; Good Friday is a working day.
        (date(2026, 3, 4), GIORNI_RISPOSTA, ROMA, date(2026, 4, 3)),
        (date(2026, 3, 5), GIORNI_RISPOSTA, ROMA, date(2026, 4, 7)),
        (date(2026, 3, 6), GIORNI_RISPOSTA, ROMA, date(2026, 4, 7)),
        (date(2026, 3, 7), GIORNI_RISPOSTA, ROMA, date(2026, 4, 7)),
        // 29 June is a Monday in 2026: Santi Pietro e Paolo, in Roma only.
        (date(2026, 5, 30), GIORNI_RISPOSTA, ROMA, date(2026, 6, 30)),
        (date(2026, 5, 30), GIORNI_RISPOSTA, MILANO, date(2026, 6, 29)),
        // Sant'Ambrogio on Monday, the Immacolata on Tuesday.
        (date(2026, 11, 5), GIORNI_RISPOSTA, MILANO, date(2026, 12, 9)),
        (date(2026, 11, 5), GIORNI_RISPOSTA, ROMA, date(2026, 12, 7)),
        // Over the end of a year: Christmas on Friday; New Year's Day, then a Saturday.
        (date(2026, 11, 25), GIORNI_RISPOSTA, ROMA, date(2026, 12, 28)),
        (date(2026, 12, 1), GIORNI_RISPOSTA, ROMA, date(2026, 12, 31)),
        (date(2026, 12, 2), GIORNI_RISPOSTA, ROMA, date(2027, 1, 4)),
        (date(2026, 12, 7), GIORNI_RISPOSTA, ROMA, date(2027, 1, 7)),
        // San Francesco, a holiday from 2026, on a Sunday then and on a Monday in 2027.
        (date(2025, 9, 4), GIORNI_RISPOSTA, ROMA, date(2025, 10, 6)),
        (date(2027, 9, 4), GIORNI_RISPOSTA, ROMA, date(2027, 10, 5)),
        // Over the change of the clocks, in either direction.
        (date(2026, 3, 28), 2, ROMA, date(2026, 3, 30)),
        (date(2026, 10, 24), 2, ROMA, date(2026, 10, 26)),
        (Date::MAX, GIORNI_RISPOSTA, ROMA, Date::MAX),
    ] {
        assert_eq!(termine(presentata, giorni, sede(codice)), term, "{presentata} {codice}");
    }
}

/// The day of presentation is the one on the clocks of Rome, also in the hour that summer time takes or gives.
#[test]
fn the_day_is_romes() {
    for (presentato, term) in [
        // 23:30 of the 28th and 00:30 of the 29th of March 2026, the day of 23 hours.
        ("2026-03-28T22:30:00Z", date(2026, 4, 27)),
        ("2026-03-28T23:30:00Z", date(2026, 4, 28)),
        ("2026-03-29T21:59:59Z", date(2026, 4, 28)),
        ("2026-03-29T22:00:00Z", date(2026, 4, 29)),
        // 25 October 2026 has 25 hours: both of its 02:30 are of the same day.
        ("2026-10-24T21:59:59Z", date(2026, 11, 23)),
        ("2026-10-25T00:30:00Z", date(2026, 11, 24)),
        ("2026-10-25T01:30:00Z", date(2026, 11, 24)),
        ("2026-10-25T22:59:59Z", date(2026, 11, 24)),
        ("2026-10-25T23:00:00Z", date(2026, 11, 25)),
        // In UTC it is still last year.
        ("2026-12-31T23:00:00Z", date(2027, 2, 1)),
    ] {
        let instant: Timestamp = presentato.parse().expect(presentato);
        assert_eq!(termine(oggi(instant), GIORNI_RISPOSTA, sede(ROMA)), term, "{presentato}");
    }
}

#[test]
fn stopped_and_gone_on() {
    for (term, dal, al, codice, expected) in [
        // The same day: nothing stood still.
        (date(2026, 7, 31), date(2026, 7, 10), date(2026, 7, 10), ROMA, date(2026, 7, 31)),
        (date(2026, 7, 31), date(2026, 7, 10), date(2026, 7, 13), ROMA, date(2026, 8, 3)),
        // To a Saturday, to Ferragosto on a Saturday, to Easter Monday.
        (date(2026, 7, 31), date(2026, 7, 10), date(2026, 7, 11), ROMA, date(2026, 8, 3)),
        (date(2026, 8, 5), date(2026, 7, 10), date(2026, 7, 20), ROMA, date(2026, 8, 17)),
        (date(2026, 4, 3), date(2026, 3, 20), date(2026, 3, 23), ROMA, date(2026, 4, 7)),
        (date(2026, 6, 25), date(2026, 6, 1), date(2026, 6, 5), ROMA, date(2026, 6, 30)),
        (date(2026, 6, 25), date(2026, 6, 1), date(2026, 6, 5), MILANO, date(2026, 6, 29)),
        // Over the end of the year, and over the day of 25 hours.
        (date(2026, 12, 29), date(2026, 12, 20), date(2026, 12, 23), ROMA, date(2027, 1, 4)),
        (date(2026, 11, 3), date(2026, 10, 24), date(2026, 10, 26), ROMA, date(2026, 11, 5)),
        // A term that was over when the clock stopped is over by as much afterwards.
        (date(2026, 7, 1), date(2026, 7, 10), date(2026, 7, 14), ROMA, date(2026, 7, 6)),
        // A day before the stop gives nothing back, and takes nothing.
        (date(2026, 7, 31), date(2026, 7, 10), date(2026, 7, 9), ROMA, date(2026, 7, 31)),
    ] {
        assert_eq!(riprendi(term, dal, al, sede(codice)), expected, "{term} {dal} {al} {codice}");
    }
}

#[test]
fn bands() {
    let term = date(2026, 4, 10);
    for (oggi, fermo_dal, fascia, giorni) in [
        (date(2026, 3, 11), None, Fascia::InTempo, 30),
        (date(2026, 4, 4), None, Fascia::InTempo, 6),
        (date(2026, 4, 5), None, Fascia::InScadenza, 5),
        (date(2026, 4, 9), None, Fascia::InScadenza, 1),
        (date(2026, 4, 10), None, Fascia::ScadeOggi, 0),
        (date(2026, 4, 11), None, Fascia::Scaduto, -1),
        (date(2027, 4, 10), None, Fascia::Scaduto, -365),
        // The days left stay what they were, also of a term that was over.
        (date(2026, 4, 30), Some(date(2026, 4, 2)), Fascia::Fermo, 8),
        (date(2026, 4, 30), Some(date(2026, 4, 12)), Fascia::Fermo, -2),
    ] {
        assert_eq!(Orologio::of(term, fermo_dal, oggi), Orologio { fascia, giorni }, "{oggi}");
    }
}

#[test]
fn codes_are_what_travels() {
    for fascia in Fascia::ALL {
        assert_eq!(serde_json::to_value(fascia).expect("a text"), fascia.code());
    }
}

#[test]
fn days_for_a_document() {
    let oggi = date(2026, 3, 20);
    for (scelto, expected) in [
        (date(2026, 3, 19), Err(EntroError::TroppoPresto)),
        (oggi, Err(EntroError::TroppoPresto)),
        (date(2026, 3, 21), Ok(date(2026, 3, 21))),
        (date(2026, 6, 18), Ok(date(2026, 6, 18))),
        (date(2026, 6, 19), Err(EntroError::TroppoTardi)),
    ] {
        assert_eq!(entro(scelto, oggi), expected, "{scelto}");
    }
    // 4 April is Holy Saturday.
    assert_eq!(entro_predefinito(oggi, sede(ROMA)), date(2026, 4, 7));
    assert_eq!(entro_predefinito(date(2026, 3, 23), sede(ROMA)), date(2026, 4, 7));
    assert_eq!(entro_predefinito(date(2026, 3, 24), sede(ROMA)), date(2026, 4, 8));
}

prop_compose! {
    fn any_day()(days in 0_i32..36_525) -> Date {
        after(date(2000, 1, 1), days)
    }
}

fn any_sede() -> impl Strategy<Value = &'static Sede> {
    prop::sample::select(sede::sedi().iter().collect::<Vec<_>>())
}

proptest! {
    /// Never earlier than the plain date, always a working day of the sede, and no working day in between.
    #[test]
    fn a_term_is_the_first_working_day(presentata in any_day(), giorni in 0_u16..400, sede in any_sede()) {
        let plain = after(presentata, giorni.into());
        let term = termine(presentata, giorni, sede);
        prop_assert!(term >= plain);
        prop_assert!(is_lavorativo(term, Some(sede.patrono)));
        // Six days in a row at most: a weekend around which holidays and a patron stand.
        prop_assert!(giorni_tra(plain, term) <= 6, "{plain} {term}");
        let mut day = plain;
        while day < term {
            prop_assert!(!is_lavorativo(day, Some(sede.patrono)), "{day}");
            day = after(day, 1);
        }
    }

    /// Presented later never means answered earlier.
    #[test]
    fn terms_keep_the_order(presentata in any_day(), later in 0_i32..60, giorni in 0_u16..90, sede in any_sede()) {
        prop_assert!(termine(presentata, giorni, sede) <= termine(after(presentata, later), giorni, sede));
    }

    /// Before it is moved, exactly the stopped days are added.
    #[test]
    fn stopping_adds_the_stopped_days(presentata in any_day(), elapsed in 0_i32..60, stopped in 0_i32..120, sede in any_sede()) {
        let term = termine(presentata, GIORNI_RISPOSTA, sede);
        let dal = after(presentata, elapsed);
        let resumed = riprendi(term, dal, after(dal, stopped), sede);
        prop_assert_eq!(resumed, lavorativo(after(term, stopped), sede));
        prop_assert!(is_lavorativo(resumed, Some(sede.patrono)));
        // Who waited loses nothing: as many days are left as there were, or more.
        let before = Orologio::of(term, Some(dal), dal).giorni;
        prop_assert!(Orologio::of(resumed, None, after(dal, stopped)).giorni >= before);
    }

    #[test]
    fn a_document_has_time(oggi in any_day(), sede in any_sede()) {
        let predefinito = entro_predefinito(oggi, sede);
        prop_assert_eq!(entro(predefinito, oggi), Ok(predefinito));
        prop_assert!(is_lavorativo(predefinito, Some(sede.patrono)));
    }
}
