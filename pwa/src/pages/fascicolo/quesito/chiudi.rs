//! Closing with an esito and its reason, after a second look.

use cassetto_api::fascicolo::{Chiusura, CloseQuesito};
use cassetto_api::modello::EsitoVoce;
use cassetto_api::quesiti::QuesitoPath;
use cassetto_domain::testo::Commento;
use leptos::task::spawn_local;

use super::scrivania::Scrivania;
use crate::components::area_field::AreaField;
use crate::components::error_summary::Riga;
use crate::components::field_error::FieldError;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;
use crate::{browser, parole, validazione};

const ESITO: &str = "esito";
const COMMENTO: &str = "chiusura-commento";

#[component]
pub fn Chiudi(scrivania: Scrivania) -> Nodo {
    let commento = scrivania.bound(|appunti| &mut appunti.chiusura);
    let esito = memo(move || scrivania.appunti.with(|appunti| appunti.esito));
    let sure = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let mut wrong = Vec::new();
        if esito.get_untracked().is_none() {
            wrong.push(Riga::new(ESITO, t(K::AzioniEsitoManca)));
        }
        if let Some(why) = validazione::commento(&commento.get_untracked()) {
            wrong.push(Riga::named(COMMENTO, t(K::AzioniPerche), why));
        }
        if wrong.is_empty() && !sure.get_untracked() {
            scrivania.errori.set(Vec::new());
            sure.set(true);
            browser::focus_soon("chiusura-conferma");
            return;
        }
        if !scrivania.begin(wrong) {
            return;
        }
        let Some(esito) = esito.get_untracked() else { return };
        let body = Chiusura { versione: scrivania.versione(), esito, commento: commento.get_untracked() };
        spawn_local(async move {
            let answer = scrivania.client.post::<CloseQuesito>(&QuesitoPath { id: scrivania.id }, &body, None).await;
            sure.set(false);
            scrivania.end(
                answer,
                |campo| if campo == ESITO { ESITO } else { COMMENTO },
                t(K::AzioniChiusoFatto),
                |appunti| {
                    appunti.chiusura.clear();
                    appunti.esito = None;
                },
            );
        });
    };
    let choices = [EsitoVoce::Accolta, EsitoVoce::Respinta]
        .into_iter()
        .enumerate()
        .map(|(index, voce)| {
            let at = if index == 0 { ESITO.to_owned() } else { format!("{ESITO}-{index}") };
            view! {
                <div class="choice">
                    <input
                        type="radio"
                        name=ESITO
                        id=at.clone()
                        prop:checked=move || esito.get() == Some(voce)
                        on:change=move |_| {
                            sure.set(false);
                            scrivania.appunti.update(|appunti| appunti.esito = Some(voce));
                        }
                    />
                    <label for=at>
                        <span class="choice-title">{parole::esito(voce)}</span>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <form novalidate on:submit=submit>
            <fieldset class="form-group">
                <legend>{K::AzioniEsito}</legend>
                <FieldError id=ESITO errore=scrivania.error_of(ESITO) />
                {choices}
            </fieldset>
            <AreaField
                id=COMMENTO
                label=t(K::AzioniPerche)
                suggerimento=t(K::AzioniCommentoVisibile)
                valore=commento
                errore=scrivania.error_of(COMMENTO)
                massimo=Commento::MASSIMO
                righe=4
            />
            {move || match (sure.get(), esito.get()) {
                (true, Some(esito)) => {
                    view! {
                        <div class="callout callout-warning" id="chiusura-conferma" tabindex="-1">
                            <p>{fill(K::AzioniChiudiSicuro, &[("esito", parole::esito(esito))])}</p>
                            <div class="btn-row">
                                <SubmitButton
                                    testo=t(K::AzioniChiudiConferma)
                                    attesa=t(K::AzioniAttesa)
                                    in_corso=scrivania.in_corso
                                    class="btn btn-danger"
                                />
                                <button type="button" class="btn btn-outline-primary" on:click=move |_| sure.set(false)>
                                    {K::AzioneAnnulla}
                                </button>
                            </div>
                        </div>
                    }
                }
                _ => {
                    view! {
                        <button type="submit" class="btn btn-primary">
                            {K::AzioniChiudiInvia}
                        </button>
                    }
                }
            }}
        </form>
    }
}
