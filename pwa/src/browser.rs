//! The browser's own services: title, focus, storage, clock, random keys.

use std::cell::Cell;
use std::ops::Range;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use cassetto_api::tempo::Istante;
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, HtmlElement, HtmlTextAreaElement, ShareData};

/// Milliseconds since 1970.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// [`now`], whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "milliseconds since 1970 are far below 2^53")]
pub fn now_whole() -> u64 {
    now() as u64
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

/// Whether a finger is the usual pointer, as on a phone with its camera.
pub fn is_touch() -> bool {
    window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches())
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

/// Selects a part of a textarea's text, in the units of the browser, once it is there.
pub fn select_soon(id: &'static str, part: Range<usize>) {
    request_animation_frame(move || {
        let area = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok());
        if let (Some(area), Ok(start), Ok(end)) = (area, part.start.try_into(), part.end.try_into()) {
            let _ = area.set_selection_range(start, end);
        }
    });
}

/// Leads to a heading on the page: at the top of the screen, with the focus.
pub fn focus_top(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view_with_bool(true);
    }
    focus_now(id);
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
        if is_focus_lost() {
            focus_now(&id);
        }
    });
}

/// Whether what had the focus has gone from the page.
pub fn is_focus_lost() -> bool {
    document().active_element().is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
}

/// Moves the focus to an element that is on the page already, scrolling no more than needed.
pub fn focus_now(id: &str) {
    if let Some(element) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

/// Takes the focus from what has it: what gets it again is read out again.
pub fn blur() {
    if let Some(element) = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
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

/// Has the browser save a file that is here already.
pub fn save(blob: &web_sys::Blob, nome: &str) {
    let Ok(url) = web_sys::Url::create_object_url_with_blob(blob) else { return };
    download(&url, nome);
    // Only once the browser has taken it.
    set_timeout(move || drop(web_sys::Url::revoke_object_url(&url)), Duration::from_secs(60));
}

/// What `boot.js` leaves to the app: where each language's texts are, the language remembered, its texts, what it has asked for.
pub fn boot() -> JsValue {
    property(&js_sys::global(), "cassetto")
}

/// Undefined when there is none.
pub fn property(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// Why something was called back that took too long.
const TARDI: &str = "tardi";

/// Aborts after `millis` unless it is over by then.
pub fn abort_after(controller: &AbortController, millis: u64) -> Option<leptos::prelude::TimeoutHandle> {
    let controller = controller.clone();
    leptos::prelude::set_timeout_with_handle(move || give_up(&controller), Duration::from_millis(millis)).ok()
}

/// Calls back what takes too long.
pub fn give_up(controller: &AbortController) {
    controller.abort_with_reason(&TARDI.into());
}

/// Whether somebody has called it back, who had not waited in vain.
pub fn is_called_back(controller: &AbortController) -> bool {
    let signal = controller.signal();
    signal.aborted() && signal.reason() != TARDI
}

/// What comes of it if it comes within `millis`; it goes on all the same.
pub async fn within<T>(future: &mut (impl Future<Output = T> + Unpin), millis: u64) -> Option<T> {
    before(future, sleep(millis)).await
}

/// What comes of a future, if it comes before another one ends; it goes on where it was.
pub async fn before<T>(future: &mut (impl Future<Output = T> + Unpin), other: impl Future<Output = ()>) -> Option<T> {
    let mut other = Box::pin(other);
    std::future::poll_fn(|context| match Pin::new(&mut *future).poll(context) {
        Poll::Ready(value) => Poll::Ready(Some(value)),
        Poll::Pending => other.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Marks in the browser's performance timeline that the first page has its content.
pub fn mark_content() {
    thread_local! {
        static MARKED: Cell<bool> = const { Cell::new(false) };
    }
    if !MARKED.replace(true)
        && let Some(performance) = window().performance()
    {
        let _ = performance.mark("contenuto");
    }
}

/// Whether the system has a sheet of its own for passing a text on.
pub fn can_share() -> bool {
    js_sys::Reflect::has(&window().navigator(), &"share".into()).unwrap_or(false)
}

/// Opens that sheet. Whoever closes it has changed their mind: nothing went wrong.
pub fn share(text: &str) {
    let data = ShareData::new();
    data.set_text(text);
    let sent = window().navigator().share_with_data(&data);
    spawn_local(async move {
        let _ = JsFuture::from(sent).await;
    });
}

/// Puts a text on the clipboard.
pub async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}
