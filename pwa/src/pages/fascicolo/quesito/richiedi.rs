//! Asking the citizen for a document, by a day; meanwhile the clock of the answer stands still.

use cassetto_api::fascicolo::{NuovaRichiesta, RequestDocumento};
use cassetto_api::quesiti::QuesitoPath;
use cassetto_api::tempo::Giorno;
use cassetto_domain::orologio::GIORNI_DOCUMENTO;
use cassetto_domain::testo::Testo;
use leptos::task::spawn_local;

use super::invio::{self, check_documents};
use super::scrivania::{Parte, Scrivania};
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::field::Field;
use crate::components::submit_button::SubmitButton;
use crate::components::uploader::{self, Uploader};
use crate::i18n::{K, t};
use crate::vista::prelude::*;
use crate::{format, validazione};

const TESTO: &str = "richiesta";
const ENTRO: &str = "entro";
const CHIAVE: Parte = |appunti| &mut appunti.chiave_richiesta;

#[component]
pub fn Richiedi(scrivania: Scrivania) -> Nodo {
    let testo = scrivania.bound(|appunti| &mut appunti.richiesta);
    let entro = scrivania.bound(|appunti| &mut appunti.entro);
    if entro.with_untracked(String::is_empty) {
        entro.set(format::giorno_fra(GIORNI_DOCUMENTO).0);
    }
    let cartella = scrivania.cartella;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (text, day) = (testo.get_untracked(), entro.get_untracked());
        let no_text = validazione::testo(&text).map(|why| Riga::named(TESTO, t(K::AzioniRichiesta), why));
        let no_day = day.is_empty().then(|| Riga::new(ENTRO, t(K::AzioniEntroManca)));
        let wrong = no_text.into_iter().chain(no_day).chain(check_documents(cartella)).collect();
        if !scrivania.begin(wrong) {
            return;
        }
        spawn_local(async move {
            let path = QuesitoPath { id: scrivania.id };
            let answer = invio::send(scrivania, CHIAVE, async |allegati, chiave| {
                let entro = Giorno(day.clone());
                let body = NuovaRichiesta { versione: scrivania.versione(), testo: text.clone(), entro, allegati };
                scrivania.client.post::<RequestDocumento>(&path, &body, Some(chiave)).await
            })
            .await;
            let done = answer.is_ok();
            scrivania.end(answer, field, t(K::AzioniRichiestoFatto), |appunti| {
                appunti.richiesta.clear();
                appunti.entro.clear();
                appunti.chiave_richiesta.clear();
            });
            if done {
                cartella.clear();
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <AreaField
                id=TESTO
                label=t(K::AzioniRichiesta)
                suggerimento=t(K::AzioniRichiestaTesto)
                valore=testo
                errore=scrivania.error_of(TESTO)
                massimo=Testo::MASSIMO
                righe=5
            />
            <Field
                id=ENTRO
                label=t(K::AzioniEntro)
                suggerimento=t(K::AzioniEntroTesto)
                valore=entro
                errore=scrivania.error_of(ENTRO)
                tipo="date"
            />
            <Uploader cartella=cartella />
            <SubmitButton testo=t(K::AzioniRichiediInvia) attesa=t(K::AzioniAttesa) in_corso=scrivania.in_corso class="btn btn-primary" />
        </form>
    }
}

fn field(campo: &str) -> &'static str {
    match campo {
        ENTRO => ENTRO,
        other if other.starts_with("allegati") => uploader::ID,
        _ => TESTO,
    }
}
