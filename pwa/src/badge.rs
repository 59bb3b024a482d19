//! The number on the app's icon, where the system shows one.

use std::cell::Cell;

use leptos::prelude::window;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

thread_local! {
    static QUANTI: Cell<u32> = const { Cell::new(0) };
}

/// So many quesiti wait for the person; none takes the number away.
pub fn show(quanti: u32) {
    QUANTI.set(quanti);
    if quanti == 0 { clear() } else { call("setAppBadge", Some(quanti)) }
}

/// One of them has been read.
pub fn one_less() {
    show(QUANTI.get().saturating_sub(1));
}

/// The app has been looked at, or left: nothing is new on its icon.
pub fn clear() {
    call("clearAppBadge", None);
}

fn call(name: &str, argument: Option<u32>) {
    let navigator = window().navigator();
    let Ok(function) = js_sys::Reflect::get(&navigator, &name.into()) else { return };
    let Ok(function) = function.dyn_into::<js_sys::Function>() else { return };
    let promise = match argument {
        Some(quanti) => function.call1(&navigator, &quanti.into()),
        None => function.call0(&navigator),
    };
    if let Some(promise) = promise.ok().and_then(|promise| promise.dyn_into::<js_sys::Promise<JsValue>>().ok()) {
        // Refused where the app is not installed.
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}
