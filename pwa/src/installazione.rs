//! Whether the app can be put on this device's home screen, and how.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use crate::browser;
use crate::vista::prelude::*;

/// The person has seen the hint and wants no more of it.
const RICORDO: &str = "installa_no";

/// What helps here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    /// The browser asks by itself when told to.
    Bottone,
    /// Only by hand, through the share menu.
    Condividi,
}

#[derive(Clone, Copy)]
pub struct Installazione {
    /// The browser's own question, put off until somebody wants it.
    domanda: RwSignal<Option<JsValue>>,
    chiusa: RwSignal<bool>,
}

pub fn use_installazione() -> Installazione {
    expect_context()
}

impl Installazione {
    pub fn start() -> Self {
        let installazione = Self { domanda: RwSignal::new(None), chiusa: RwSignal::new(browser::remembered(RICORDO).is_some()) };
        window_event_listener_untyped("beforeinstallprompt", move |event: Event| {
            event.prevent_default();
            installazione.domanda.set(Some(event.into()));
        });
        window_event_listener_untyped("appinstalled", move |_| installazione.close());
        installazione
    }

    /// How to put it there; none when it is there already, when it cannot be, or when the person wants no hint.
    pub fn modo(self) -> Option<Modo> {
        if self.chiusa.get() || is_installed() {
            return None;
        }
        if self.domanda.with(Option::is_some) {
            return Some(Modo::Bottone);
        }
        // Only Safari on a phone or tablet has it.
        standalone().map(|_| Modo::Condividi)
    }

    /// Has the browser ask.
    pub fn ask(self) {
        let Some(event) = self.domanda.get_untracked() else { return };
        self.domanda.set(None);
        if let Some(prompt) = Reflect::get(&event, &"prompt".into()).ok().and_then(|prompt| prompt.dyn_into::<Function>().ok()) {
            let _ = prompt.call0(&event);
        }
    }

    /// For good.
    pub fn close(self) {
        browser::remember(RICORDO, "1");
        self.chiusa.set(true);
    }
}

fn standalone() -> Option<bool> {
    Reflect::get(&window().navigator(), &"standalone".into()).ok()?.as_bool()
}

fn is_installed() -> bool {
    let app = window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|media| media.matches());
    app || standalone() == Some(true)
}
