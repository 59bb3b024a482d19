//! Taking in charge, with or without a word for the employer.

use cassetto_api::fascicolo::{PresaInCarico, TakeQuesito};
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::testo::Commento;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, t};
use crate::validazione;
use crate::vista::prelude::*;

const CAMPO: &str = "presa-commento";

#[component]
pub fn Prendi(scrivania: Scrivania) -> Nodo {
    let commento = scrivania.bound(|appunti| &mut appunti.presa);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = commento.get_untracked();
        let given = !text.trim().is_empty();
        let wrong = validazione::commento(&text).filter(|_| given).map(|why| Riga::new(CAMPO, why));
        if !scrivania.begin(wrong.into_iter().collect()) {
            return;
        }
        let body = PresaInCarico { versione: scrivania.versione(), commento: given.then_some(text) };
        spawn_local(async move {
            let answer = scrivania.client.post::<TakeQuesito>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            scrivania.end(answer, |_| CAMPO, t(K::AzioniPresoFatto), |appunti| appunti.presa.clear());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <AreaField
                id=CAMPO
                label=t(K::AzioniCommentoFacoltativo)
                suggerimento=t(K::AzioniCommentoVisibile)
                valore=commento
                errore=scrivania.error_of(CAMPO)
                massimo=Commento::MASSIMO
                righe=3
            />
            <SubmitButton testo=t(K::AzioniPrendi) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
