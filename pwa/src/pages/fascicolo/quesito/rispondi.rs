//! Answering with a message of its own number, from a ready-made text if wanted, and with documents.

use std::ops::Range;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{AnswerQuesito, ListModelli, ModelloVoce, NuovaRisposta};
use cassetto_api::modello::Pagina;
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::testo::Testo;
use leptos::task::spawn_local;

use super::invio::{self, check_documents};
use super::scrivania::{Parte, Scrivania};
use crate::browser;
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::select_field::SelectField;
use crate::components::submit_button::SubmitButton;
use crate::components::uploader::{self, Uploader};
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::validazione;
use crate::vista::prelude::*;

const CAMPO: &str = "risposta";
const CHIAVE: Parte = |appunti| &mut appunti.chiave;

#[component]
pub fn Rispondi(scrivania: Scrivania) -> Nodo {
    let testo = scrivania.bound(|appunti| &mut appunti.risposta);
    let cartella = scrivania.cartella;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let text = testo.get_untracked();
        let unfilled = segnaposto(&text).map(|_| Riga::named(CAMPO, t(K::AzioniRisposta), t(K::AzioniSegnaposto)));
        let wrong = validazione::testo(&text).map(|why| Riga::new(CAMPO, why)).or(unfilled);
        if !scrivania.begin(wrong.into_iter().chain(check_documents(cartella)).collect()) {
            return;
        }
        spawn_local(async move {
            let path = QuesitoPath { id: scrivania.id };
            let answer = invio::send(scrivania, CHIAVE, async |allegati, chiave| {
                let body = NuovaRisposta { versione: scrivania.versione(), testo: text.clone(), allegati };
                scrivania.client.post::<AnswerQuesito>(&path, &body, Some(chiave)).await
            })
            .await;
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
            <Modelli scrivania=scrivania testo=testo />
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
}

/// The ready-made texts: one goes into the editor, where it is read and finished.
#[component]
fn Modelli(scrivania: Scrivania, testo: RwSignal<String>) -> Nodo {
    let (client, id) = (scrivania.client, scrivania.id);
    let modelli = Lettura::<Pagina<ModelloVoce>>::new(move |abort| client.get::<ListModelli>(&QuesitoPath { id }, &Nulla {}, abort));
    let chosen = RwSignal::new(String::new());
    let scelte = derive(move || {
        let first = (String::new(), t(K::AzioniModelloScegli).to_owned());
        let others = modelli.with(|pagina| {
            let voci = pagina.map(|pagina| pagina.voci.as_slice()).unwrap_or_default().iter();
            voci.map(|modello| (modello.codice.clone(), modello.titolo.clone())).collect::<Vec<_>>()
        });
        [first].into_iter().chain(others).collect::<Vec<_>>()
    });
    let take = move |_| {
        let codice = chosen.get_untracked();
        let text = modelli.with_untracked(|pagina| {
            let found = pagina?.voci.iter().find(|modello| modello.codice == codice);
            found.map(|modello| modello.testo.clone())
        });
        let Some(text) = text else { return };
        testo.update(|testo| {
            let begun = testo.trim_end();
            *testo = if begun.is_empty() { text } else { format!("{begun}\n\n{text}") };
        });
        browser::focus_soon(CAMPO);
        if let Some(place) = testo.with_untracked(|testo| segnaposto(testo)) {
            browser::select_soon(CAMPO, place);
        }
    };
    view! {
        <div class="canned">
            <SelectField id="modello" label=t(K::AzioniModello) valore=chosen scelte=scelte />
            <button type="button" class="btn btn-outline-primary" on:click=take>
                {K::AzioniModelloUsa}
            </button>
        </div>
    }
}

/// Where a ready-made text still waits for the operator's words.
fn segnaposto(text: &str) -> Option<Range<usize>> {
    let start = ["[Indicare", "[indicare"].into_iter().filter_map(|opening| text.find(opening)).min()?;
    let len = text.get(start..)?.find(']')?;
    let units = |bytes: usize| text.get(..bytes).unwrap_or_default().encode_utf16().count();
    Some(units(start)..units(start + len + 1))
}

fn field(campo: &str) -> &'static str {
    if campo.starts_with("allegati") { uploader::ID } else { CAMPO }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_a_ready_made_text_is_found() {
        let modelli = include_str!("../../../../../functions/shared/domain/data/modelli.json");
        let waiting: Vec<&str> = modelli.lines().filter(|line| line.contains("\"testo\"") && line.contains('[')).collect();
        assert_eq!(waiting.len(), 3);
        assert!(waiting.iter().all(|text| segnaposto(text).is_some()));
        assert_eq!(segnaposto("È [indicare quale]."), Some(2..18));
        assert_eq!(segnaposto("Il suo quesito [urgente]."), None);
    }
}
