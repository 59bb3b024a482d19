//! A comment that changes nothing else.

use cassetto_api::fascicolo::{CommentQuesito, NuovoCommento};
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

const CAMPO: &str = "commento";

#[component]
pub fn Commenta(scrivania: Scrivania) -> Nodo {
    let commento = scrivania.bound(|appunti| &mut appunti.commento);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = commento.get_untracked();
        let wrong = validazione::commento(&text).map(|why| Riga::new(CAMPO, why));
        if !scrivania.begin(wrong.into_iter().collect()) {
            return;
        }
        let body = NuovoCommento { versione: scrivania.versione(), commento: text };
        spawn_local(async move {
            let answer = scrivania.client.post::<CommentQuesito>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            scrivania.end(answer, |_| CAMPO, t(K::AzioniCommentoFatto), |appunti| appunti.commento.clear());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <AreaField
                id=CAMPO
                label=t(K::AzioniCommento)
                suggerimento=t(K::AzioniCommentoVisibile)
                valore=commento
                errore=scrivania.error_of(CAMPO)
                massimo=Commento::MASSIMO
                righe=4
            />
            <SubmitButton testo=t(K::AzioniCommentaInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
