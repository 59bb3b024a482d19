//! To a colleague of the same sede, or to oneself.

use cassetto_api::fascicolo::{Assegnazione, ReassignQuesito};
use cassetto_api::quesiti::QuesitoPath;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::components::error_summary::Riga;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, t};
use crate::pages::fascicolo::scelte::SceltaOperatore;
use crate::vista::prelude::*;

const CAMPO: &str = "operatore";

#[component]
pub fn Assegna(scrivania: Scrivania) -> Nodo {
    let operatore = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = operatore.get_untracked().parse().ok();
        let wrong = chosen.is_none().then(|| Riga::new(CAMPO, t(K::AzioniOperatoreManca)));
        if !scrivania.begin(wrong.into_iter().collect()) {
            return;
        }
        let Some(operatore) = chosen else { return };
        let body = Assegnazione { versione: scrivania.versione(), operatore };
        spawn_local(async move {
            let answer = scrivania.client.post::<ReassignQuesito>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            scrivania.end(answer, |_| CAMPO, t(K::AzioniAssegnatoFatto), |_| ());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <SceltaOperatore id=CAMPO valore=operatore errore=scrivania.error_of(CAMPO) />
            <SubmitButton testo=t(K::AzioniAssegnaInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
