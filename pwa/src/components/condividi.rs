//! A message for the worker about where the question stands, in the worker's language.
//!
//! It is folded until it is wanted: its area and a language's texts are loaded when somebody opens it, and the interface stays in its own.

mod messaggio;

use cassetto_api::modello::{GestioneVoce, QuesitoDettaglio};
use leptos::task::spawn_local;

use self::messaggio::{Aggiunte, messaggio};
use crate::aree::Pagina;
use crate::browser;
use crate::components::icon::Icon;
use crate::components::skeleton::Forma;
use crate::components::toasts::use_toasts;
use crate::i18n::{self, K, Lingua, Testi, lingua, t};
use crate::lettura::Lettura;
use crate::vista::prelude::*;

/// The card; nothing for what isn't about an employment.
#[component]
pub fn Condividi(lettura: Lettura<QuesitoDettaglio>) -> Nodo {
    let about_work = memo(move || {
        lettura.with(|dettaglio| dettaglio.is_some_and(|dettaglio| dettaglio.quesito.gestione == GestioneVoce::LavoroDomestico))
    });
    let open = RwSignal::new(false);
    provide_context(lettura);
    view! {
        {move || {
            about_work
                .get()
                .then(|| {
                    view! {
                        <details class="card share no-print" on:toggle=move |_| open.set(true)>
                            <summary class="share-summary">
                                <Icon nome="persona" />
                                {K::CondividiTitolo}
                            </summary>
                            {move || open.get().then(|| Pagina::Condividi.lato(Forma::Modulo))}
                        </details>
                    }
                })
        }}
    }
}

/// What is said, in which language: of the quesito that the page shows.
pub fn parte() -> Nodo {
    let lettura: Lettura<QuesitoDettaglio> = expect_context();
    let scelta = RwSignal::new(lingua());
    let testi = RwSignal::new(None::<Option<Testi>>);
    let (argomento, numero) = (RwSignal::new(false), RwSignal::new(false));
    effect(move || {
        let wanted = scelta.get();
        spawn_local(async move {
            let loaded = i18n::load(wanted).await;
            // Meanwhile another one may have been chosen.
            if scelta.try_get_untracked() == Some(wanted) {
                testi.set(Some(loaded));
            }
        });
    });
    let testo = memo(move || {
        let aggiunte = Aggiunte { argomento: argomento.get(), numero: numero.get() };
        testi.with(|testi| {
            let testi = testi.as_ref()?.as_ref()?;
            lettura.with(|dettaglio| Some(messaggio(dettaglio?, testi, aggiunte)))
        })
    });
    let failed = move || testi.with(|testi| matches!(testi, Some(None)));
    view! {
        <div class="card-body">
            <p>{K::CondividiTesto}</p>
            <p class="muted small">{K::CondividiNota}</p>
            {languages(scelta)}
            {tick("condividi-argomento", K::CondividiArgomento, argomento)}
            {tick("condividi-numero", K::CondividiNumero, numero)}
            <p class="share-label" id="condividi-anteprima">
                {K::CondividiAnteprima}
            </p>
            <div
                class="share-preview pre"
                role="group"
                aria-labelledby="condividi-anteprima"
                aria-live="polite"
                lang=move || testi.with(|testi| testi.as_ref()?.as_ref().map(|testi| testi.lingua().tag()))
                data-testid="messaggio"
            >
                {move || testo.get().unwrap_or_default()}
            </div>
            <p role="alert">{move || failed().then(|| t(K::CondividiErrore))}</p>
            <Azioni testo=testo />
        </div>
    }
}

/// The system's own sheet where there is one; copying everywhere.
#[component]
fn Azioni(testo: Memo<Option<String>>) -> Nodo {
    let toasts = use_toasts();
    let none = move || testo.with(Option::is_none);
    let copy = move |_| {
        let Some(testo) = testo.get_untracked() else { return };
        spawn_local(async move {
            toasts.tell(t(if browser::copy(&testo).await { K::CondividiCopiato } else { K::CondividiNonCopiato }));
        });
    };
    let share = move |_| {
        if let Some(testo) = testo.get_untracked() {
            browser::share(&testo);
        }
    };
    view! {
        <div class="btn-row">
            {browser::can_share()
                .then(|| {
                    view! {
                        <button type="button" class="btn btn-primary" disabled=none on:click=share>
                            {K::CondividiAzione}
                        </button>
                    }
                })}
            <button type="button" class="btn btn-outline-primary" disabled=none on:click=copy>
                <Icon nome="copia" />
                {K::CondividiCopia}
            </button>
        </div>
    }
}

/// Each language in its own words.
fn languages(scelta: RwSignal<Lingua>) -> Nodo {
    let options = Lingua::ALL
        .into_iter()
        .map(|lingua| {
            view! {
                <option value=lingua.tag() lang=lingua.tag() selected=lingua == scelta.get_untracked()>
                    {lingua.nome()}
                </option>
            }
        })
        .collect_view();
    view! {
        <div class="form-group">
            <label for="condividi-lingua">{K::CondividiLingua}</label>
            <select
                class="form-control"
                id="condividi-lingua"
                on:change=move |event| scelta.set(Lingua::from_tag(&event_target_value(&event)))
            >
                {options}
            </select>
        </div>
    }
}

fn tick(id: &'static str, nome: K, valore: RwSignal<bool>) -> Nodo {
    view! {
        <div class="form-check">
            <input id=id type="checkbox" prop:checked=valore on:change=move |event| valore.set(event_target_checked(&event)) />
            <label for=id>{t(nome)}</label>
        </div>
    }
}
