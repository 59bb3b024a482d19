//! Answering with a message of its own number, and up to three documents.

use cassetto_api::fascicolo::{AnswerQuesito, NuovaRisposta};
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::testo::Testo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::api::Errore;
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::submit_button::SubmitButton;
use crate::components::uploader::{self, Uploader};
use crate::i18n::{K, fill, t};
use crate::pages::nuovo::invio::{indice, send_expired_again};
use crate::pages::quesiti::detail::use_id;
use crate::validazione;

const CAMPO: &str = "risposta";

#[component]
pub fn Rispondi(scrivania: Scrivania) -> AnyView {
    let id = use_id();
    let testo = scrivania.bound(|appunti| &mut appunti.risposta);
    let cartella = scrivania.cartella;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = testo.get_untracked();
        let wrong = validazione::testo(&text).map(|why| Riga::new(CAMPO, why));
        let stuck = untrack(move || cartella.stuck());
        let stuck = stuck.into_iter().map(|nome| Riga::new(uploader::ID, &fill(K::AllegatiDaSistemare, &[("nome", &nome)])));
        let Some(id) = id.get_untracked() else { return };
        if !scrivania.begin(wrong.into_iter().chain(stuck).collect()) {
            return;
        }
        spawn_local(async move {
            let answer = send(scrivania, id, text).await;
            let done = answer.is_ok();
            scrivania.end(answer, field, t(K::AzioniRispostaFatto), |appunti| {
                appunti.risposta.clear();
                appunti.chiave.clear();
            });
            if done {
                cartella.clear();
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <AreaField
                id=CAMPO
                label=t(K::AzioniRisposta)
                valore=testo
                errore=scrivania.error_of(CAMPO)
                massimo=Testo::MASSIMO
                righe=8
            />
            <Uploader cartella=cartella />
            <SubmitButton testo=t(K::AzioniRispondiInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
    .into_any()
}

async fn send(scrivania: Scrivania, id: QuesitoId, testo: String) -> Result<QuesitoDettaglio, Errore> {
    let cartella = scrivania.cartella;
    let versione = scrivania.versione();
    let mut may_repeat = true;
    loop {
        if !cartella.settle().await {
            return Err(Errore::Rete);
        }
        let body = NuovaRisposta { versione, testo: testo.clone(), allegati: cartella.inviati() };
        let errore = match scrivania.client.post::<AnswerQuesito>(&QuesitoPath { id }, &body, Some(scrivania.chiave())).await {
            Ok(answer) => return Ok(answer),
            Err(errore) => errore,
        };
        if errore.is_refusal() {
            scrivania.renew_key();
        }
        if may_repeat && send_expired_again(cartella, errore.campi()) {
            may_repeat = false;
            continue;
        }
        for campo in errore.campi() {
            if let Some(indice) = indice(&campo.campo) {
                cartella.refuse(indice, campo.motivo);
            }
        }
        return Err(errore);
    }
}

fn field(campo: &str) -> &'static str {
    if campo.starts_with("allegati") { uploader::ID } else { CAMPO }
}
