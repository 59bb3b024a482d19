//! Photos and documents that another app has shared into this one: `sw.js` puts them by, the next new quesito takes them over.

use std::cell::Cell;
use std::pin::Pin;

use js_sys::Reflect;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::File;

use crate::aree::{Pagina, brought};
use crate::bozza::Bozze;
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, count};
use crate::vista::prelude::*;
use crate::{browser, memoria};

/// As `sw.js` names them.
const PREFIX: &str = "condivisi/";
/// What nobody has taken by then is thrown away.
const VALID_MILLIS: f64 = 86_400_000.0;

type Presa = fn(Bozze, Toasts) -> Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    /// Once the area is here: gives a draft what is waiting.
    static PRESA: Cell<Option<Presa>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronta() -> Nodo {
    PRESA.set(Some(|bozze, toasts| Box::pin(give(bozze, toasts))));
    ().nodo()
}

/// Has a draft take over what is waiting, as soon as it is there and something can be begun. Where the part that does it doesn't come, it
/// goes on waiting.
pub fn take_over(bozze: Bozze, none: Memo<bool>) {
    let toasts = use_toasts();
    effect(move || {
        if !bozze.pronta.get() || none.get() {
            return;
        }
        spawn_local(async move {
            if memoria::keys(PREFIX).await.is_empty() {
                return;
            }
            if let Some(give) = brought(&PRESA, Pagina::Presa).await {
                give(bozze, toasts).await;
            }
        });
    });
}

async fn give(bozze: Bozze, toasts: Toasts) {
    // Another employer's draft may be on its way.
    bozze.ready().await;
    let Condivisi { files, testo } = take().await;
    if !files.is_empty() {
        toasts.tell(count(K::CondivisiPresoUno, K::CondivisiPresiAltri, files.len()));
        bozze.cartella.add(files);
    }
    // What the person has written stays.
    if !testo.is_empty() && bozze.bozza.with_untracked(|bozza| bozza.testo.trim().is_empty()) {
        bozze.bozza.update(|bozza| bozza.testo = testo);
    }
}

/// How many are waiting.
pub async fn waiting() -> usize {
    sweep().await;
    memoria::keys(PREFIX).await.len()
}

/// Nobody wants them.
pub async fn forget() {
    memoria::forget(PREFIX).await;
}

#[derive(Default)]
struct Condivisi {
    files: Vec<File>,
    testo: String,
}

async fn take() -> Condivisi {
    sweep().await;
    let mut condivisi = Condivisi::default();
    for key in memoria::keys(PREFIX).await {
        let value = memoria::get(&key).await.unwrap_or_default();
        let part = |name: &str| Reflect::get(&value, &name.into()).ok();
        condivisi.files.extend(part("file").and_then(|file| file.dyn_into::<File>().ok()));
        condivisi.testo.extend(part("testo").and_then(|testo| testo.as_string()));
        memoria::remove(&key).await;
    }
    condivisi
}

async fn sweep() {
    for key in memoria::keys(PREFIX).await {
        let when = memoria::get(&key).await.and_then(|value| Reflect::get(&value, &"quando".into()).ok()?.as_f64());
        // The device's own clock, as the service worker has it.
        if when.is_none_or(|when| browser::now() - when > VALID_MILLIS) {
            memoria::remove(&key).await;
        }
    }
}
