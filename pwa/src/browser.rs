//! The browser's own services: title, focus, storage, clock, random keys.

use std::time::Duration;

use cassetto_api::tempo::Istante;
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, HtmlElement};

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// Milliseconds since 1970 of an instant; not a number when it is none.
pub fn millis(istante: &Istante) -> f64 {
    js_sys::Date::parse(&istante.0)
}

/// Resolves after `millis`.
pub async fn sleep(millis: u64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        set_timeout(move || drop(resolve.call0(&JsValue::NULL)), Duration::from_millis(millis));
    });
    let _ = JsFuture::from(promise).await;
}

/// 32 hexadecimal digits nobody can guess.
pub fn random_key() -> String {
    hex(&random_bytes())
}

/// 128 bits nobody can guess.
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if let Ok(crypto) = window().crypto() {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

pub fn is_online() -> bool {
    window().navigator().on_line()
}

pub fn is_hidden() -> bool {
    document().hidden()
}

/// Whether there is room for more than a phone shows.
pub fn is_wide() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 768.0)
}

pub fn set_title(title: &str) {
    document().set_title(title);
}

pub fn set_lang(tag: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}

pub fn reload() {
    let _ = window().location().reload();
}

pub fn remembered(key: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(key).ok()?
}

pub fn remember(key: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(key, value);
    }
}

pub fn forget(key: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.remove_item(key);
    }
}

/// Moves the focus to an element once it is on the page, without scrolling past it.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        if let Some(element) = document().get_element_by_id(&id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            element.scroll_into_view_with_bool(false);
            let _ = element.focus();
        }
    });
}

/// Moves the focus to the first element that a selector finds once it is on the page, scrolling no more than needed.
pub fn focus_first(selector: &'static str) {
    request_animation_frame(move || {
        if let Some(element) = document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into::<HtmlElement>().ok())
        {
            let _ = element.focus();
        }
    });
}

/// Puts the focus on an element when what had it has gone from the page.
pub fn focus_if_lost(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"));
        if lost {
            focus_now(&id);
        }
    });
}

/// Moves the focus to an element that is on the page already, scrolling no more than needed.
pub fn focus_now(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Opens the system's picker behind a hidden file input.
pub fn click(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        element.click();
    }
}

/// Has the browser save an address as a file.
pub fn download(url: &str, nome: &str) {
    let Some(anchor) = document().create_element("a").ok().and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok()) else {
        return;
    };
    anchor.set_href(url);
    anchor.set_download(nome);
    if let Some(body) = document().body() {
        let _ = body.append_child(&anchor);
        anchor.click();
        anchor.remove();
    }
}

/// Aborts after `millis` unless it is over by then.
pub fn abort_after(controller: &AbortController, millis: u64) -> Option<leptos::prelude::TimeoutHandle> {
    let controller = controller.clone();
    leptos::prelude::set_timeout_with_handle(move || controller.abort(), Duration::from_millis(millis)).ok()
}

/// Puts a text on the clipboard.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
