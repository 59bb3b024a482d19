//! Waiting no longer for the document that was asked for.

use cassetto_api::fascicolo::{RitiroRichiesta, WithdrawRichiesta};
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

const CAMPO: &str = "ritiro";

#[component]
pub fn Ritira(scrivania: Scrivania) -> Nodo {
    let motivo = scrivania.bound(|appunti| &mut appunti.ritiro);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let commento = motivo.get_untracked();
        let wrong = validazione::commento(&commento).map(|why| Riga::new(CAMPO, why));
        if !scrivania.begin(wrong.into_iter().collect()) {
            return;
        }
        let body = RitiroRichiesta { versione: scrivania.versione(), commento };
        spawn_local(async move {
            let answer = scrivania.client.post::<WithdrawRichiesta>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            scrivania.end(answer, |_| CAMPO, t(K::AzioniRitiratoFatto), |appunti| appunti.ritiro.clear());
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p class="form-group">{K::AzioniRitiraTesto}</p>
            <AreaField
                id=CAMPO
                label=t(K::AzioniMotivo)
                suggerimento=t(K::AzioniCommentoVisibile)
                valore=motivo
                errore=scrivania.error_of(CAMPO)
                massimo=Commento::MASSIMO
                righe=3
            />
            <SubmitButton testo=t(K::AzioniRitiraInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}
