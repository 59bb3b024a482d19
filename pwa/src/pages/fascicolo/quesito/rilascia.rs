//! Back to the queue, for anybody of the sede.

use cassetto_api::fascicolo::{ReleaseQuesito, Rilascio};
use cassetto_api::quesiti::QuesitoPath;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

#[component]
pub fn Rilascia(scrivania: Scrivania) -> Nodo {
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !scrivania.begin(Vec::new()) {
            return;
        }
        let body = Rilascio { versione: scrivania.versione() };
        spawn_local(async move {
            let answer = scrivania.client.post::<ReleaseQuesito>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            scrivania.end(answer, |_| "azioni", t(K::AzioniRilasciatoFatto), |_| ());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p class="form-group">{K::AzioniRilasciaTesto}</p>
            <SubmitButton testo=t(K::AzioniRilasciaInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
