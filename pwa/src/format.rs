//! Dates, numbers and sizes in the reader's language, by the browser's own `Intl`.

use cassetto_api::tempo::{Giorno, Istante};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::browser;
use crate::i18n::{K, Lingua, count, fill, lingua, t};

const MIB: f64 = 1024.0 * 1024.0;
const DAY_MILLIS: f64 = 86_400_000.0;

/// `21 novembre 2026`.
pub fn giorno(giorno: &Giorno) -> String {
    giorno_in(lingua(), giorno)
}

/// The same in another language.
pub fn giorno_in(lingua: Lingua, giorno: &Giorno) -> String {
    date_in(lingua, &noon(giorno), "UTC", &[("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// `21 nov`.
pub fn giorno_breve(giorno: &Giorno) -> String {
    date(&noon(giorno), "UTC", &[("day", "numeric"), ("month", "short")])
}

/// `21 nov 2026`.
pub fn giorno_medio(giorno: &Giorno) -> String {
    date(&noon(giorno), "UTC", &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

/// `nov 2026` of `2026-11`.
pub fn mese(mese: &str) -> String {
    date(&noon(&Giorno(format!("{mese}-01"))), "UTC", &[("month", "short"), ("year", "numeric")])
}

/// `lunedì 11 gennaio 2027`.
pub fn giorno_lungo(giorno: &Giorno) -> String {
    date(&noon(giorno), "UTC", &[("weekday", "long"), ("day", "numeric"), ("month", "long"), ("year", "numeric")])
}

/// `21 nov 2026, 10:30` as the clocks in Rome had it.
pub fn istante(istante: &Istante) -> String {
    let parts = [("day", "numeric"), ("month", "short"), ("year", "numeric"), ("hour", "2-digit"), ("minute", "2-digit")];
    date(&Date::new(&JsValue::from_str(&istante.0)), "Europe/Rome", &parts)
}

/// As [`istante`], of milliseconds since 1970.
pub fn momento(millis: f64) -> String {
    istante(&Istante(Date::new(&JsValue::from_f64(millis)).to_iso_string().into()))
}

/// `10:30` and `21 novembre`, as clocks and calendars in Rome had them, of milliseconds since 1970.
pub fn visto(millis: f64) -> (String, String) {
    let when = Date::new(&JsValue::from_f64(millis));
    let zone = "Europe/Rome";
    (date(&when, zone, &[("hour", "2-digit"), ("minute", "2-digit")]), date(&when, zone, &[("day", "numeric"), ("month", "long")]))
}

/// `21 nov 2026` as the calendars in Rome had it.
pub fn data(istante: &Istante) -> String {
    let parts = [("day", "numeric"), ("month", "short"), ("year", "numeric")];
    date(&Date::new(&JsValue::from_str(&istante.0)), "Europe/Rome", &parts)
}

/// The current year, in Rome.
pub fn anno() -> i32 {
    rome_day(&Date::new_0()).split('-').next().and_then(|year| year.parse().ok()).unwrap_or_default()
}

/// Whole days from today, in Rome, to a day; negative when it is past.
pub fn giorni_a(giorno: &Giorno) -> i64 {
    let today = Giorno(rome_day(&Date::new_0()));
    days_between(&today, giorno)
}

/// The day so many days from today, in Rome.
pub fn giorno_fra(days: u16) -> Giorno {
    let millis = browser::now() + f64::from(days) * DAY_MILLIS;
    Giorno(rome_day(&Date::new(&JsValue::from_f64(millis))))
}

/// `oggi`, `domani`, `tra 12 giorni`, `ieri`, `12 giorni fa`.
pub fn distanza(days: i64) -> String {
    match days {
        0 => t(K::TempoOggi).to_owned(),
        1 => t(K::TempoDomani).to_owned(),
        -1 => t(K::TempoIeri).to_owned(),
        2.. => fill(K::TempoTra, &[("giorni", &giorni(days))]),
        _ => fill(K::TempoFa, &[("giorni", &giorni(days))]),
    }
}

fn giorni(days: i64) -> String {
    count(K::TempoGiorno, K::TempoGiorni, usize::try_from(days.unsigned_abs()).unwrap_or_default())
}

/// The kind of plural that a number asks for in the reader's language: `one`, `few`, `many`, `other`.
pub fn plural(n: usize) -> String {
    String::from(Intl::PluralRules::new(&locales(lingua()), &Object::new()).select(as_float(n as u64)))
}

/// `12 KB`, `1,4 MB`.
pub fn dimensione(bytes: u64) -> String {
    let bytes = as_float(bytes);
    if bytes < MIB / 10.0 { format!("{} KB", number((bytes / 1024.0).ceil(), 0)) } else { format!("{} MB", megabyte(bytes)) }
}

/// `1,4` of megabytes: never shown as less than it is.
pub fn mega(bytes: u64) -> String {
    megabyte(as_float(bytes))
}

/// `10.000`.
pub fn numero(n: usize) -> String {
    number(as_float(n as u64), 0)
}

/// `4:05` of minutes and seconds.
pub fn attesa(seconds: u32) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// `1.234,50 €`.
pub fn euro(centesimi: u64) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"style".into(), &"currency".into());
    let _ = Reflect::set(&options, &"currency".into(), &"EUR".into());
    let format = Intl::NumberFormat::new(&locales(lingua()), &options);
    text(format.format().call1(&JsValue::UNDEFINED, &(as_float(centesimi) / 100.0).into()))
}

fn megabyte(bytes: f64) -> String {
    number((bytes / MIB * 10.0).ceil() / 10.0, 1)
}

#[expect(clippy::cast_precision_loss, reason = "sizes of files are far below 2^53")]
fn as_float(bytes: u64) -> f64 {
    bytes as f64
}

fn number(value: f64, decimals: u8) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"maximumFractionDigits".into(), &decimals.into());
    let format = Intl::NumberFormat::new(&locales(lingua()), &options);
    text(format.format().call1(&JsValue::UNDEFINED, &value.into()))
}

fn date(date: &Date, zone: &str, parts: &[(&str, &str)]) -> String {
    date_in(lingua(), date, zone, parts)
}

fn date_in(lingua: Lingua, date: &Date, zone: &str, parts: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in parts.iter().chain(&[("timeZone", zone)]) {
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    let format = Intl::DateTimeFormat::new(&locales(lingua), &options);
    // Ukrainian ends a date with "р.", whose stop would double that of a sentence.
    let mut text = text(format.format().call1(&JsValue::UNDEFINED, date)).replace("\u{a0}р.", "").replace(" р.", "");
    // In Italian the first of a month is "1°".
    let first = if text.starts_with("1 ") { Some(1) } else { text.find(" 1 ").map(|at| at + 2) };
    if let Some(at) = first.filter(|_| lingua == Lingua::Italiano) {
        text.insert(at, '°');
    }
    text
}

fn rome_day(date: &Date) -> String {
    let options = Object::new();
    let _ = Reflect::set(&options, &"timeZone".into(), &"Europe/Rome".into());
    // Sweden writes dates as ISO 8601 does.
    let format = Intl::DateTimeFormat::new(&Array::of1(&"sv-SE".into()), &options);
    text(format.format().call1(&JsValue::UNDEFINED, date))
}

fn days_between(from: &Giorno, to: &Giorno) -> i64 {
    let days = (browser::millis(&Istante(to.0.clone())) - browser::millis(&Istante(from.0.clone()))) / DAY_MILLIS;
    #[expect(clippy::cast_possible_truncation, reason = "a difference of calendar days")]
    let days = days.round() as i64;
    days
}

fn noon(giorno: &Giorno) -> Date {
    Date::new(&JsValue::from_str(&format!("{}T12:00:00Z", giorno.0)))
}

fn locales(lingua: Lingua) -> Array {
    let tag = match lingua {
        // Only its kind of English needs saying: the others' dates and numbers are those of their country.
        Lingua::English => "en-GB",
        other => other.tag(),
    };
    Array::of1(&tag.into())
}

fn text(value: Result<JsValue, JsValue>) -> String {
    value.ok().and_then(|value| value.as_string()).unwrap_or_default()
}
