//! The receipt of what was sent: saved, or given to another app where the browser can.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::api::fetch_blob;
use crate::components::icon::Icon;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

const PDF: &str = "application/pdf";

#[component]
pub fn Ricevuta(indirizzo: String, numero: String) -> Nodo {
    let toasts = use_toasts();
    let nome = format!("ricevuta-{numero}.pdf");
    let busy = RwSignal::new(false);
    let from = indirizzo.clone();
    let share = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (from, nome, numero) = (from.clone(), nome.clone(), numero.clone());
        spawn_local(async move {
            match fetch_blob(&from, PDF).await {
                Ok(blob) => hand_over(&blob, &nome, &fill(K::RicevutaTitolo, &[("numero", &numero)])).await,
                Err(errore) => toasts.warn(errore.riga()),
            }
            busy.set(false);
        });
    };
    view! {
        <div class="btn-row">
            <a class="btn btn-primary btn-lg" href=indirizzo download="">
                <Icon nome="scarica" />
                {K::InviatoRicevuta}
            </a>
            {can_share()
                .then(|| {
                    view! {
                        <button type="button" class="btn btn-outline-primary btn-lg" on:click=share>
                            <Icon nome="avanti" />
                            {K::RicevutaCondividi}
                        </button>
                    }
                })}
        </div>
    }
}

/// Opens the system's own choice of apps. Who closes it has changed their mind: that is no error.
async fn hand_over(blob: &web_sys::Blob, nome: &str, titolo: &str) {
    let Some(data) = file(blob, nome).and_then(|file| data(&file, titolo)) else { return };
    let Some(promise) = call("share", &data).and_then(|answer| answer.dyn_into::<Promise>().ok()) else { return };
    let _ = JsFuture::from(promise).await;
}

/// Whether the browser gives PDF files to other apps.
fn can_share() -> bool {
    let empty = web_sys::Blob::new().ok().and_then(|blob| file(&blob, "ricevuta.pdf"));
    let data = empty.and_then(|file| data(&file, ""));
    data.and_then(|data| call("canShare", &data)).is_some_and(|answer| answer.is_truthy())
}

fn call(name: &str, data: &Object) -> Option<JsValue> {
    let navigator = window().navigator();
    let function: Function = Reflect::get(&navigator, &name.into()).ok()?.dyn_into().ok()?;
    function.call1(&navigator, data).ok()
}

fn file(blob: &web_sys::Blob, nome: &str) -> Option<web_sys::File> {
    let options = web_sys::FilePropertyBag::new();
    options.set_type(PDF);
    web_sys::File::new_with_blob_sequence_and_options(&Array::of1(blob), nome, &options).ok()
}

fn data(file: &web_sys::File, titolo: &str) -> Option<Object> {
    let data = Object::new();
    Reflect::set(&data, &"files".into(), &Array::of1(file)).ok()?;
    Reflect::set(&data, &"title".into(), &titolo.into()).ok()?;
    Some(data)
}
