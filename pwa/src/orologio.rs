//! What time it is by the service's clock: a phone whose own is wrong neither ends a session early nor keeps it open.

use std::cell::Cell;

use crate::browser;

const RICORDO: &str = "orologio";
/// A header is cut to the second and travels for a while: less than this tells nothing.
const SCARTO_MILLIS: f64 = 5_000.0;

thread_local! {
    /// What is to be added to this device's clock.
    static SCARTO: Cell<f64> = const { Cell::new(0.0) };
}

/// Takes up what an earlier visit has found out.
pub fn start() {
    if let Some(scarto) = browser::remembered(RICORDO) {
        let scarto = js_sys::Number::from(wasm_bindgen::JsValue::from_str(&scarto)).value_of();
        SCARTO.set(if scarto.is_finite() { scarto } else { 0.0 });
    }
}

/// Milliseconds since 1970.
pub fn now() -> f64 {
    browser::now() + SCARTO.get()
}

/// Compares with the `Date` of an answer.
pub fn learn(date: &str) {
    let scarto = js_sys::Date::parse(date) - browser::now();
    if scarto.is_nan() || (scarto - SCARTO.get()).abs() < SCARTO_MILLIS {
        return;
    }
    if scarto.abs() < SCARTO_MILLIS {
        SCARTO.set(0.0);
        browser::forget(RICORDO);
    } else {
        SCARTO.set(scarto);
        browser::remember(RICORDO, &String::from(js_sys::Number::from(scarto).to_string_with_radix(10).unwrap_or_default()));
    }
}
