//! The service worker: registered at start; a new release waits until the person wants it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ServiceWorker, ServiceWorkerRegistration, ServiceWorkerState};

use crate::browser;

/// At the root, so that it serves every page.
const WORKER: &str = "/sw.js";
/// What `sw.js` listens for.
const ACTIVATE: &str = "attiva";

/// A new release that is ready to take over.
#[derive(Clone, Copy)]
pub struct Aggiornamento {
    waiting: RwSignal<Option<ServiceWorker>, LocalStorage>,
}

pub fn use_aggiornamento() -> Aggiornamento {
    expect_context()
}

impl Aggiornamento {
    pub fn start() -> Self {
        let aggiornamento = Self { waiting: RwSignal::new_local(None) };
        spawn_local(async move {
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
        if js_sys::Reflect::get(&window().navigator(), &"serviceWorker".into())?.is_undefined() {
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
