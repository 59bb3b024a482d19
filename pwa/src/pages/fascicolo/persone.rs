//! Finding a person: what is typed is personal, so it stays out of the address and of the history.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{PersonaTrovata, RicercaPersone, SearchPersone};
use leptos::task::spawn_local;

use crate::api::{Errore, use_client};
use crate::browser;
use crate::components::empty::Empty;
use crate::components::error_face::ErrorFace;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::submit_button::SubmitButton;
use crate::components::titolo::Titolo;
use crate::i18n::{self, K, count, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

const CAMPO: &str = "persona-testo";

/// How far the search is.
#[derive(Clone, PartialEq)]
enum Fase {
    Mai,
    Cerca,
    Trovate(Vec<PersonaTrovata>),
    Fallita(Errore),
}

pub fn page() -> Nodo {
    let client = use_client();
    let testo = RwSignal::new(String::new());
    let errore = RwSignal::new(None::<String>);
    let fase = RwSignal::new(Fase::Mai);
    let round = StoredValue::new(0_u32);
    let search = move || {
        let text = testo.get_untracked().trim().to_owned();
        errore.set(text.is_empty().then(|| t(K::PersoneManca).to_owned()));
        if text.is_empty() {
            return browser::focus_now(CAMPO);
        }
        fase.set(Fase::Cerca);
        round.update_value(|round| *round += 1);
        let mine = round.get_value();
        spawn_local(async move {
            let answer = client.post::<SearchPersone>(&Nulla {}, &RicercaPersone { testo: text }, None).await;
            if round.try_get_value() != Some(mine) {
                return;
            }
            match answer {
                Ok(pagina) => fase.set(Fase::Trovate(pagina.voci)),
                Err(problema) => match problema.campi().first() {
                    Some(campo) => {
                        errore.set(Some(i18n::motivo(campo.motivo).to_owned()));
                        fase.set(Fase::Mai);
                        browser::focus_now(CAMPO);
                    }
                    None => fase.set(Fase::Fallita(problema)),
                },
            }
        });
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        search();
    };
    // From the key "/" the page opens with the keyboard where it is wanted: after the heading has had it.
    effect(move || request_animation_frame(|| browser::focus_soon(CAMPO)));
    view! {
        <div class="office">
            <Titolo testo=Signal::stored(t(K::PersoneTitolo).to_owned()) pagina=Signal::stored(t(K::NavPersone).to_owned()) />
            <form novalidate role="search" on:submit=submit>
                <Field
                    id=CAMPO
                    label=t(K::PersoneCampo)
                    suggerimento=t(K::PersoneSuggerimento)
                    valore=testo
                    errore=errore
                    autocapitalize="characters"
                    class="search"
                >
                    <SubmitButton
                        testo=t(K::PersoneCerca)
                        attesa=t(K::PersoneCerco)
                        in_corso=derive(move || fase.get() == Fase::Cerca)
                        class="btn btn-primary"
                    />
                </Field>
            </form>
            {move || match fase.get() {
                Fase::Mai => ().nodo(),
                Fase::Cerca => view! { <Skeleton forma=Forma::Elenco /> },
                Fase::Fallita(errore) => view! { <ErrorFace errore=errore riprova=Callback::new(move |()| search()) /> },
                Fase::Trovate(voci) if voci.is_empty() => {
                    view! { <Empty icona="cerca" titolo=t(K::PersoneNessuna) testo=t(K::PersoneNessunaTesto) /> }
                }
                Fase::Trovate(voci) => view! { <Trovate voci=voci /> },
            }}
        </div>
    }
}

#[component]
fn Trovate(voci: Vec<PersonaTrovata>) -> Nodo {
    let conto = count(K::PersoneUna, K::PersoneAltre, voci.len());
    let rows = voci
        .into_iter()
        .map(|voce| {
            view! {
                <li class="card">
                    <div class="card-body">
                        <p class="card-title">{voce.nome}</p>
                        <p class="muted">{voce.codice_fiscale}</p>
                        <div class="btn-row">
                            <a class="btn btn-primary" href=Rotta::Persona(voce.id).path()>
                                <Icon nome="persona" />
                                {K::PersoneScheda}
                            </a>
                            {voce
                                .quesito
                                .map(|id| {
                                    view! {
                                        <a class="btn btn-outline-primary" href=Rotta::Quesito(id).path()>
                                            {K::PersoneQuesito}
                                        </a>
                                    }
                                })}
                        </div>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <p role="status">{conto}</p>
        <ul class="cards person-cards" role="list">
            {rows}
        </ul>
    }
}
