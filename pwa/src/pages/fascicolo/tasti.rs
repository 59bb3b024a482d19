//! The single keys of the office's pages: never while somebody types, and only as long as they are wanted (WCAG 2.1.4).

mod elenco;

pub use elenco::{BottoneTasti, ElencoTasti};

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent};

use crate::browser;
use crate::vista::prelude::*;

/// On the device when they are turned off.
const RICORDO: &str = "tasti-spenti";

/// Without a key for as long, somebody has seen that there is no field any more.
const PAUSA_MILLIS: f64 = 2_000.0;

thread_local! {
    /// When somebody last typed, in the page's own time.
    static SCRITTO: Cell<f64> = const { Cell::new(f64::NEG_INFINITY) };
}

/// Whether the keys are on, and whether the window that lists them is open.
#[derive(Clone, Copy)]
pub struct Tasti {
    pub attivi: RwSignal<bool>,
    pub elenco: RwSignal<bool>,
}

impl Tasti {
    /// As this device remembers them, for this page and what is in it.
    pub fn provide() -> Self {
        let tasti = Self { attivi: RwSignal::new(browser::remembered(RICORDO).is_none()), elenco: RwSignal::new(false) };
        provide_context(tasti);
        tasti
    }

    pub fn choose(self, attivi: bool) {
        self.attivi.set(attivi);
        if attivi {
            browser::forget(RICORDO);
        } else {
            browser::remember(RICORDO, "1");
        }
    }

    /// Calls `press` with each key until the owner goes; it says whether the key meant something.
    pub fn listen(self, press: impl Fn(&str) -> bool + 'static) {
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            if !self.attivi.get_untracked() || is_busy(&event) {
                return;
            }
            let key = event.key();
            let used = if key == "?" {
                self.elenco.set(true);
                true
            } else {
                press(&key)
            };
            if used {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    }
}

pub fn use_tasti() -> Tasti {
    expect_context()
}

/// Whether the key belongs to somebody else: a field, a list of choices, a window, the browser.
fn is_busy(event: &KeyboardEvent) -> bool {
    if event.default_prevented() || event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return true;
    }
    // Held down, a key that moves goes on moving; one that does something does it once.
    if event.repeat() && !matches!(event.key().as_str(), "j" | "k") {
        return true;
    }
    let dialog = document().query_selector("dialog[open]").is_ok_and(|dialog| dialog.is_some());
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let taken = target.as_ref().is_some_and(|target| takes(target, &event.key()));
    // A field that goes while somebody types in it leaves the letters that follow to nobody.
    let nobody = target.is_some_and(|target| target.tag_name().eq_ignore_ascii_case("body"));
    let typing = taken || (nobody && event.time_stamp() - SCRITTO.get() < PAUSA_MILLIS);
    if typing {
        SCRITTO.set(event.time_stamp());
    }
    dialog || typing
}

fn takes(target: &Element, key: &str) -> bool {
    match target.tag_name().to_ascii_uppercase().as_str() {
        "TEXTAREA" | "SELECT" => true,
        "INPUT" => {
            let kind = target.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::type_).unwrap_or_default();
            let arrow = key.starts_with("Arrow");
            !matches!((kind.as_str(), arrow), ("checkbox" | "button" | "submit" | "file", _) | ("radio", false))
        }
        _ => false,
    }
}
