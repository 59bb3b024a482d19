//! Giving all that are chosen to one colleague, and how it went for each.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{BulkQuesiti, ComandoMultiplo, EsitoLavorazione, Lavorazione, QuesitoVisto, VoceCoda};
use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use super::Coda;
use crate::api::use_client;
use crate::browser;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::components::submit_button::SubmitButton;
use crate::i18n::{self, K, fill, t};
use crate::pages::fascicolo::scelte::SceltaOperatore;
use crate::vista::prelude::*;

const CAMPO: &str = "molti-operatore";

/// How it went: of what, and why not.
type Riga = (String, Option<String>);

#[component]
pub fn AssegnaMolti(coda: Coda, aperto: RwSignal<bool>, cambiato: Callback<()>) -> Nodo {
    let esiti = RwSignal::new(Vec::<Riga>::new());
    effect_with(move |before: Option<bool>| {
        let now = aperto.get();
        if before == Some(true) && !now {
            esiti.set(Vec::new());
            browser::focus_if_lost("coda-tutti");
        }
        now
    });
    view! {
        <Modal id="molti" titolo=Signal::stored(t(K::CodaAssegnaTitolo).to_owned()) aperto=aperto>
            {move || {
                if esiti.with(Vec::is_empty) {
                    view! { <Modulo coda=coda esiti=esiti aperto=aperto cambiato=cambiato /> }
                } else {
                    view! { <Esiti righe=esiti.get() aperto=aperto /> }
                }
            }}
        </Modal>
    }
}

#[component]
fn Modulo(coda: Coda, esiti: RwSignal<Vec<Riga>>, aperto: RwSignal<bool>, cambiato: Callback<()>) -> Nodo {
    let client = use_client();
    let operatore = RwSignal::new(String::new());
    let errore = RwSignal::new(None::<String>);
    let rifiuto = RwSignal::new(None::<String>);
    let in_corso = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let chosen = operatore.get_untracked().parse::<PersonaId>().ok();
        errore.set(chosen.is_none().then(|| t(K::AzioniOperatoreManca).to_owned()));
        if chosen.is_none() {
            return browser::focus_now(CAMPO);
        }
        if in_corso.get_untracked() {
            return;
        }
        in_corso.set(true);
        rifiuto.set(None);
        let body = Lavorazione { comando: ComandoMultiplo::Assegna, operatore: chosen, quesiti: untrack(move || seen(coda)) };
        spawn_local(async move {
            let answer = client.post::<BulkQuesiti>(&Nulla {}, &body, None).await;
            in_corso.set(false);
            match answer {
                Ok(esito) => {
                    // The queue may have been left.
                    let Some(voci) = coda.voci.try_get_untracked() else { return };
                    esiti.set(lines(&voci, &esito));
                    coda.scelta.clear();
                    cambiato.try_run(());
                }
                Err(problema) => {
                    let campo = problema.campi().first().map(|campo| i18n::motivo(campo.motivo).to_owned());
                    rifiuto.set(Some(campo.unwrap_or_else(|| problema.riga())));
                }
            }
        });
    };
    view! {
        <form novalidate on:submit=submit>
            <p class="form-group">{move || fill(K::CodaAssegnaTesto, &[("n", &coda.scelta.len().to_string())])}</p>
            {move || rifiuto.get().map(|testo| view! { <p class="form-error" role="alert">{testo}</p> })}
            <SceltaOperatore id=CAMPO valore=operatore errore=errore />
            <div class="btn-row">
                <SubmitButton testo=t(K::AzioniAssegna) attesa=t(K::AzioniAttesa) in_corso=in_corso class="btn btn-primary" />
                <button type="button" class="btn btn-outline-primary" on:click=move |_| aperto.set(false)>
                    {K::AzioneAnnulla}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Esiti(righe: Vec<Riga>, aperto: RwSignal<bool>) -> Nodo {
    let done = righe.iter().filter(|(_, why)| why.is_none()).count();
    let summary = fill(K::CodaAssegnatiConto, &[("n", &done.to_string()), ("totale", &righe.len().to_string())]);
    let lines = righe
        .into_iter()
        .map(|(oggetto, why)| {
            let icona = if why.is_some() { "attenzione" } else { "spunta" };
            let testo = why.unwrap_or_else(|| t(K::CodaAssegnato).to_owned());
            view! {
                <li>
                    <Icon nome=icona />
                    <span>
                        <strong lang="it">{oggetto}</strong>
                        ": "
                        {testo}
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        <p role="status">{summary}</p>
        <ul class="plain">{lines}</ul>
        <div class="btn-row">
            <button type="button" class="btn btn-primary" autofocus on:click=move |_| aperto.set(false)>
                {K::AzioneChiudi}
            </button>
        </div>
    }
}

/// Those that are chosen, at the version that the list shows.
fn seen(coda: Coda) -> Vec<QuesitoVisto> {
    let voci = coda.voci.get();
    let quesiti = voci.iter().map(|voce| &voce.quesito).filter(|quesito| coda.scelta.has(quesito.id));
    quesiti.map(|quesito| QuesitoVisto { id: quesito.id, versione: quesito.versione }).collect()
}

fn lines(voci: &[VoceCoda], esito: &EsitoLavorazione) -> Vec<Riga> {
    let name = |id| voci.iter().find(|voce| voce.quesito.id == id).map(|voce| voce.quesito.oggetto.clone()).unwrap_or_default();
    let why = |problema| {
        let (titolo, rimedio) = i18n::problema(problema);
        format!("{titolo}. {rimedio}")
    };
    esito.esiti.iter().map(|esito| (name(esito.id), esito.problema.as_ref().map(why))).collect()
}
