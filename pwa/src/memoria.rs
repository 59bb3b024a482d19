//! What this device remembers: texts and files by key, in IndexedDB. Where the browser refuses it, nothing is remembered and
//! nothing breaks.

use std::cell::RefCell;

use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransactionMode};

const DATABASE: &str = "cassetto";
const STORE: &str = "bozze";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

pub async fn get(key: &str) -> Option<JsValue> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let value = done(store.get(&key.into()).ok()?).await?;
    (!value.is_undefined()).then_some(value)
}

pub async fn put(key: &str, value: &JsValue) -> Option<()> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    done(store.put_with_key(value, &key.into()).ok()?).await.map(drop)
}

/// Forgets every key that begins so.
pub async fn forget(prefix: &str) -> Option<()> {
    let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{FFFF}").into()).ok()?;
    let store = store(IdbTransactionMode::Readwrite).await?;
    done(store.delete(&range).ok()?).await.map(drop)
}

async fn store(mode: IdbTransactionMode) -> Option<IdbObjectStore> {
    let database = open().await?;
    database.transaction_with_str_and_mode(STORE, mode).ok()?.object_store(STORE).ok()
}

async fn open() -> Option<IdbDatabase> {
    if let Some(database) = OPEN.with_borrow(Clone::clone) {
        return Some(database);
    }
    let request: IdbOpenDbRequest = window().indexed_db().ok()??.open_with_u32(DATABASE, 1).ok()?;
    let upgraded = request.clone();
    let upgrade = Closure::once_into_js(move || {
        if let Ok(database) = upgraded.result() {
            let _ = database.unchecked_into::<IdbDatabase>().create_object_store(STORE);
        }
    });
    request.set_onupgradeneeded(Some(upgrade.unchecked_ref()));
    let database: IdbDatabase = done(request.unchecked_into()).await?.unchecked_into();
    OPEN.set(Some(database.clone()));
    Some(database)
}

async fn done(request: IdbRequest) -> Option<JsValue> {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let answered = request.clone();
        let success = Closure::once_into_js(move || {
            let _ = resolve.call1(&JsValue::NULL, &answered.result().unwrap_or(JsValue::UNDEFINED));
        });
        request.set_onsuccess(Some(success.unchecked_ref()));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(promise).await.ok()
}
