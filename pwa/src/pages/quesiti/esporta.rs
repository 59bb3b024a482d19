//! Fetching a zip that the service prepares: the documents, the whole thread, a year.

use cassetto_api::allegati::Scarico;
use cassetto_api::endpoint::{Endpoint, Nulla};
use leptos::task::spawn_local;

use crate::api::{Extra, use_client};
use crate::browser;
use crate::components::icon::Icon;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// A button that asks for a link and follows it.
pub fn zip_button<E>(testo: K, class: &'static str, path: E::Path, query: E::Query) -> Nodo
where
    E: Endpoint<Body = Nulla, Response = Scarico> + 'static,
    E::Path: Clone + Send + Sync + 'static,
    E::Query: Clone + Send + Sync + 'static,
{
    let client = use_client();
    let toasts = use_toasts();
    let in_corso = RwSignal::new(false);
    let fetch = move |_| {
        if in_corso.get_untracked() {
            return;
        }
        in_corso.set(true);
        let (path, query) = (path.clone(), query.clone());
        spawn_local(async move {
            let answer = client.call::<E>(&path, &query, &Nulla {}, Extra::default()).await;
            in_corso.set(false);
            match answer {
                Ok(link) => browser::download(&link.url, ""),
                Err(errore) => toasts.warn(errore.riga()),
            }
        });
    };
    view! {
        <button type="button" class=class aria-disabled=move || in_corso.get().then_some("true") on:click=fetch>
            <Icon nome="scarica" />
            {move || t(if in_corso.get() { K::DettaglioArchivioAttesa } else { testo })}
        </button>
    }
}
