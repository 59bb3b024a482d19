//! What this device remembers: texts and files by key, in IndexedDB. Where the browser refuses it, nothing is remembered and
//! nothing breaks.

use std::cell::RefCell;

use cassetto_domain::id::PersonaId;
use leptos::prelude::window;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction, IdbTransactionMode};

use crate::browser;
use crate::vista::prelude::ArcRwSignal;

/// `sw.js` writes here too.
const DATABASE: &str = "cassetto";
/// WebKit sometimes never answers after a page was left in the middle: then this device remembers nothing.
const LONGEST_MILLIS: u64 = 3_000;
const STORE: &str = "bozze";
/// In the keys of what can be read again from the API: the first to go when there is no room.
pub const LETTO: &str = "/letto/";

thread_local! {
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
    static PIENA: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

/// Whether something could not be kept for lack of room.
pub fn piena() -> ArcRwSignal<bool> {
    PIENA.with(Clone::clone)
}

pub async fn get(key: &str) -> Option<JsValue> {
    let store = store(IdbTransactionMode::Readonly).await?;
    let value = done(store.get(&key.into()).ok()?).await?;
    (!value.is_undefined()).then_some(value)
}

/// Keeps what a person has written: without room, what was only read makes place for it.
pub async fn put(key: &str, value: &JsValue) -> Option<()> {
    match write(&[(key, value)]).await {
        Err(Rifiuto::Piena) => {}
        other => return other.ok(),
    }
    for key in keys("").await.iter().filter(|key| key.contains(LETTO)) {
        remove(key).await;
    }
    let again = write(&[(key, value)]).await;
    piena().set(again.is_err());
    again.ok()
}

/// Keeps what may as well be lost: all of it or nothing.
pub async fn put_if_room(entries: &[(&str, &JsValue)]) -> Option<()> {
    write(entries).await.ok()
}

/// The keys that begin so, in order.
pub async fn keys(prefix: &str) -> Vec<String> {
    let found = async {
        let store = store(IdbTransactionMode::Readonly).await?;
        done(store.get_all_keys_with_key(range(prefix)?.as_ref()).ok()?).await
    };
    let found = found.await.map(|keys| js_sys::Array::from(&keys)).unwrap_or_default();
    found.iter().filter_map(|key| key.as_string()).collect()
}

/// Everything of one person on this device begins so.
pub fn prefix(persona: PersonaId) -> String {
    format!("{persona}/")
}

/// Forgets one key.
pub async fn remove(key: &str) -> Option<()> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    done(store.delete(&key.into()).ok()?).await.map(drop)
}

/// Forgets every key that begins so.
pub async fn forget(prefix: &str) -> Option<()> {
    let store = store(IdbTransactionMode::Readwrite).await?;
    done(store.delete(range(prefix)?.as_ref()).ok()?).await.map(drop)
}

fn range(prefix: &str) -> Option<IdbKeyRange> {
    IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{FFFF}").into()).ok()
}

/// Why something was not written.
enum Rifiuto {
    Piena,
    Altro,
}

async fn write(entries: &[(&str, &JsValue)]) -> Result<(), Rifiuto> {
    let begun = async {
        let store = store(IdbTransactionMode::Readwrite).await?;
        for (key, value) in entries {
            store.put_with_key(value, &(*key).into()).ok()?;
        }
        Some(store.transaction())
    };
    let transaction = begun.await.ok_or(Rifiuto::Altro)?;
    complete(&transaction).await.map_err(|reason| match reason.dyn_into::<DomException>() {
        Ok(reason) if reason.name() == "QuotaExceededError" => Rifiuto::Piena,
        _ => Rifiuto::Altro,
    })
}

async fn store(mode: IdbTransactionMode) -> Option<IdbObjectStore> {
    let database = open().await?;
    let Ok(transaction) = database.transaction_with_str_and_mode(STORE, mode) else {
        // The browser has closed it, as it does when the site's data are cleared: the next use opens it again.
        OPEN.set(None);
        return None;
    };
    transaction.object_store(STORE).ok()
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
    browser::within(&mut Box::pin(JsFuture::from(promise)), LONGEST_MILLIS).await?.ok()
}

/// Written for good, or why not: the room may turn out to lack only now.
async fn complete(transaction: &IdbTransaction) -> Result<(), JsValue> {
    let promise = js_sys::Promise::new(&mut |resolve, reject| {
        let aborted = transaction.clone();
        let abort = Closure::once_into_js(move || {
            let _ = reject.call1(&JsValue::NULL, &aborted.error().map_or(JsValue::NULL, JsValue::from));
        });
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(abort.unchecked_ref()));
    });
    JsFuture::from(promise).await.map(drop)
}
