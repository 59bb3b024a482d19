//! One tab at a time: the browser's own locks where it has them, else a lease on the device.
//!
//! It is a courtesy, not what a send relies on: two tabs that send the same thing at once are told apart by its key at the service.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::AbortController;

use crate::{browser, memoria};

/// A tab that holds its turn for longer is asleep, or gone in a way that the browser has not noticed.
const LONGEST_MILLIS: u64 = 150_000;
const LEASE_MILLIS: f64 = 20_000.0;

/// Does the work when no other tab of this browser is at it: waits until then.
pub async fn take(name: &str, work: impl Future<Output = ()> + 'static) {
    let Some(locks) = locks() else { return lease(name, work).await };
    // Either of two requests may be granted, and the work is done once.
    let work = std::rc::Rc::new(std::cell::RefCell::new(Some(work)));
    for steal in [false, true] {
        if request(&locks, name, steal, work.clone()).await.is_some() || work.borrow().is_none() {
            return;
        }
    }
}

type Work<F> = std::rc::Rc<std::cell::RefCell<Option<F>>>;

async fn request<F: Future<Output = ()> + 'static>(locks: &JsValue, name: &str, steal: bool, work: Work<F>) -> Option<()> {
    let options = Object::new();
    let mut timer = None;
    if steal {
        Reflect::set(&options, &"steal".into(), &true.into()).ok()?;
    } else {
        let controller = AbortController::new().ok()?;
        timer = browser::abort_after(&controller, LONGEST_MILLIS);
        Reflect::set(&options, &"signal".into(), &controller.signal()).ok()?;
    }
    let granted = Closure::once_into_js(move |_: JsValue| -> Promise {
        if let Some(timer) = timer {
            timer.clear();
        }
        future_to_promise(async move {
            let work = work.borrow_mut().take();
            if let Some(work) = work {
                work.await;
            }
            Ok(JsValue::UNDEFINED)
        })
    });
    let request: Function = Reflect::get(locks, &"request".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = request.call3(locks, &name.into(), &options, &granted).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok().map(drop)
}

fn locks() -> Option<JsValue> {
    Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object)
}

/// Holds a note on the device that others respect while it is fresh; skips the work when somebody else's is.
async fn lease(name: &str, work: impl Future<Output = ()>) {
    let key = format!("turno/{name}");
    let until = memoria::get(&key).await.and_then(|value| value.as_f64()).unwrap_or_default();
    if until > browser::now() {
        return;
    }
    memoria::put(&key, &(browser::now() + LEASE_MILLIS).into()).await;
    work.await;
    memoria::forget(&key).await;
}
