//! The service worker: registered at start; a new release waits until the person wants it.

use std::cell::Cell;
use std::time::Duration;

use cassetto_api::modello::RuoloVoce;
use js_sys::{Array, Object, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerRegistration, ServiceWorkerState};

use crate::browser::{boot, property};
use crate::session::ricordo;
use crate::vista::prelude::*;
use crate::{browser, i18n};

/// At the root, so that it serves every page.
const WORKER: &str = "/sw.js";
/// What `sw.js` listens for.
const ACTIVATE: &str = "attiva";
const KEEP: &str = "tieni";
/// Areas (`aree.rs`) that only the office opens, and those that everybody does.
const OF_OFFICE: [&str; 6] = ["coda", "banco", "mosse", "persone", "scrivi", "sede"];
const OF_ALL: [&str; 8] = ["accesso", "allegati", "carico", "conto", "foto", "informazioni", "pagine", "ritocco"];
/// Of nobody: for who builds the app.
const OF_NOBODY: &str = "galleria";
/// Once the page is at rest, what it has not needed yet is fetched for the times without network.
const REST: Duration = Duration::from_secs(3);
/// An app that stays open for days asks for a new release by itself.
const LOOK_MILLIS: f64 = 3_600_000.0;

/// A new release that is ready to take over.
#[derive(Clone, Copy)]
pub struct Aggiornamento {
    waiting: RwSignal<Option<ServiceWorker>>,
}

pub fn use_aggiornamento() -> Aggiornamento {
    expect_context()
}

impl Aggiornamento {
    pub fn start() -> Self {
        let aggiornamento = Self { waiting: RwSignal::new(None) };
        spawn_local(async move {
            // The page first.
            browser::sleep(0).await;
            // No worker where the browser has none: the app works without.
            let _ = aggiornamento.register().await;
        });
        aggiornamento
    }

    pub fn is_ready(self) -> bool {
        self.waiting.with(Option::is_some)
    }

    /// Lets the new release take over, and starts again with it.
    pub fn apply(self) {
        let Some(worker) = self.waiting.get_untracked() else { return };
        let reload = Closure::once_into_js(browser::reload);
        window().navigator().service_worker().set_oncontrollerchange(Some(reload.unchecked_ref()));
        let _ = worker.post_message(&JsValue::from_str(ACTIVATE));
    }

    async fn register(self) -> Result<(), JsValue> {
        if property(&window().navigator(), "serviceWorker").is_undefined() {
            return Ok(());
        }
        let container = window().navigator().service_worker();
        let registration = JsFuture::from(container.register(WORKER)).await?;
        if registration.is_undefined() {
            return Ok(());
        }
        let registration: ServiceWorkerRegistration = registration.unchecked_into();
        if let Some(worker) = registration.waiting() {
            self.waiting.set(Some(worker));
        }
        let found = registration.clone();
        let on_found = Closure::<dyn Fn()>::new(move || {
            if let Some(worker) = found.installing() {
                self.watch(worker);
            }
        });
        registration.set_onupdatefound(Some(on_found.as_ref().unchecked_ref()));
        on_found.forget();
        look_again(registration);
        let ready: ServiceWorkerRegistration = JsFuture::from(container.ready()?).await?.unchecked_into();
        set_timeout(move || keep_all(ready.active()), REST);
        Ok(())
    }

    /// The first worker of all takes over by itself; a later one waits.
    fn watch(self, worker: ServiceWorker) {
        let watched = worker.clone();
        let on_change = Closure::<dyn Fn()>::new(move || {
            let replaces = window().navigator().service_worker().controller().is_some();
            if watched.state() == ServiceWorkerState::Installed && replaces {
                self.waiting.set(Some(watched.clone()));
            }
        });
        worker.set_onstatechange(Some(on_change.as_ref().unchecked_ref()));
        on_change.forget();
    }
}

/// Asks for a new release when the app is looked at again, once an hour.
fn look_again(registration: ServiceWorkerRegistration) {
    let last = Cell::new(browser::now());
    window_event_listener_untyped("visibilitychange", move |_| {
        if !browser::is_hidden() && browser::now() - last.get() > LOOK_MILLIS {
            last.set(browser::now());
            let _ = registration.update();
        }
    });
}

/// Has the worker fetch the areas that this person may open, and their language; not where each megabyte is paid for.
fn keep_all(worker: Option<ServiceWorker>) {
    let saves = property(&property(&window().navigator(), "connection"), "saveData").is_truthy();
    let Some(worker) = worker.filter(|_| !saves) else { return };
    let app = boot();
    let addresses = Array::from(&property(&property(&app, "testi"), i18n::lingua().tag())).slice(0, 1);
    let office = matches!(ricordo::ruolo(), Some(RuoloVoce::Operatore | RuoloVoce::Responsabile));
    if let Ok(areas) = property(&app, "aree").dyn_into::<Object>() {
        for area in Object::entries(&areas) {
            let area = Array::from(&area);
            let name = area.get(0).as_string().unwrap_or_default();
            if name != OF_NOBODY && (OF_OFFICE.contains(&&*name) == office || OF_ALL.contains(&&*name)) {
                for address in Array::from(&area.get(1)) {
                    addresses.push(&address);
                }
            }
        }
    }
    let message = Object::new();
    let _ = Reflect::set(&message, &"tipo".into(), &KEEP.into());
    let _ = Reflect::set(&message, &"indirizzi".into(), &addresses);
    let _ = worker.post_message(&message);
}
