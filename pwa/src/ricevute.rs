//! Receipts that were opened once can be opened again without network: the links to them are followed from here.

use cassetto_api::endpoint::Endpoint;
use cassetto_api::quesiti::GetRicevuta;
use cassetto_domain::allegato::TipoFile;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::{File, HtmlAnchorElement};

use crate::api::{Client, fetch_blob};
use crate::browser;
use crate::components::toasts::use_toasts;
use crate::vista::prelude::*;

/// Follows every link to a receipt, whichever page shows it.
pub fn start(client: Client) {
    let toasts = use_toasts();
    window_event_listener(leptos::ev::click, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let anchor = target.and_then(|target| target.closest("a[download]").ok().flatten());
        let Some(anchor) = anchor.and_then(|anchor| anchor.dyn_into::<HtmlAnchorElement>().ok()).filter(is_receipt) else { return };
        event.prevent_default();
        let url = anchor.pathname() + &anchor.search();
        spawn_local(async move {
            match client.file(&url, fetch_blob(&url, TipoFile::Pdf.mime())).await {
                Ok(blob) => {
                    let nome = blob.dyn_ref::<File>().map(File::name).unwrap_or_default();
                    browser::save(&blob, &nome);
                }
                Err(errore) => toasts.warn(errore.riga()),
            }
        });
    });
}

fn is_receipt(anchor: &HtmlAnchorElement) -> bool {
    let path = anchor.pathname();
    GetRicevuta::META.path.split_once("{id}").is_some_and(|(before, after)| path.starts_with(before) && path.ends_with(after))
}
