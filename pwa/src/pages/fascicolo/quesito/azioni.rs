//! The moves that the state allows, one form at a time.

use cassetto_api::problema::Tipo;
use cassetto_domain::stato::Stato;
use leptos::task::spawn_local;

use super::altro::Altro;
use super::assegna::Assegna;
use super::chiudi::Chiudi;
use super::commenta::Commenta;
use super::inizio;
use super::mossa::Mossa;
use super::prendi::Prendi;
use super::richiedi::Richiedi;
use super::rilascia::Rilascia;
use super::rispondi::Rispondi;
use super::ritira::Ritira;
use super::scrivania::Scrivania;
use super::trasferisci::Trasferisci;
use crate::api::Errore;
use crate::aree::Pagina;
use crate::components::error_summary::ErrorSummary;
use crate::components::skeleton::Forma;
use crate::i18n::{K, t};
use crate::pages::fascicolo::tasti::use_tasti;
use crate::vista::prelude::*;

/// The move whose form is open.
#[derive(Clone, Copy)]
struct Aperta(Memo<Option<Mossa>>);

/// The form of the move that is open on the page.
pub fn mossa() -> Nodo {
    let (scrivania, Aperta(open)): (Scrivania, Aperta) = (expect_context(), expect_context());
    inizio::begin(scrivania);
    view! { {move || scrivania.pronta.get().then(|| open.get().map(|mossa| form(mossa, scrivania)))} }
}

/// What came of the last move, when it was not carried out.
pub fn esito() -> Nodo {
    let scrivania: Scrivania = expect_context();
    view! {
        {move || scrivania.rifiuto.get().map(|errore| view! { <Refusal errore=errore scrivania=scrivania /> })}
        <ErrorSummary righe=scrivania.errori />
    }
}

/// What is seldom done with the quesito of the page.
pub fn altro() -> Nodo {
    view! { <Altro scrivania=expect_context() /> }
}

#[component]
pub fn Azioni(scrivania: Scrivania) -> Nodo {
    provide_context(scrivania);
    let now = memo(move || Some((scrivania.stato()?, scrivania.in_attesa())));
    let open = memo(move || {
        let (stato, attesa) = now.get()?;
        let usual = if stato == Stato::Aperta { Mossa::Prendi } else { Mossa::Rispondi };
        let wanted = scrivania.mossa.get().unwrap_or(usual);
        if wanted.is_allowed(stato, attesa) { Some(wanted) } else { Mossa::first(stato, attesa) }
    });
    provide_context(Aperta(open));
    let modulo = if open.with_untracked(Option::is_some) { Pagina::Mossa.lato(Forma::Modulo) } else { Pagina::Mossa.parte() };
    view! {
        <section class="actions no-print" aria-labelledby="azioni">
            <div class="card card-body">
                <h2 id="azioni" tabindex="-1">
                    {K::AzioniTitolo}
                </h2>
                {move || scrivania.pronta.get().then(|| Pagina::Esito.discreta())}
                {move || {
                    let (stato, attesa) = now.get()?;
                    if Mossa::first(stato, attesa).is_none() {
                        return Some(view! { <p class="muted">{K::AzioniNessuna}</p> });
                    }
                    Some(view! { <Choice stato=stato attesa=attesa open=open scrivania=scrivania /> })
                }}
                <div id="azioni-modulo">{modulo}</div>
                {move || scrivania.pronta.get().then(|| Pagina::Altro.discreta())}
            </div>
        </section>
    }
}

fn form(mossa: Mossa, scrivania: Scrivania) -> Nodo {
    match mossa {
        Mossa::Prendi => view! { <Prendi scrivania=scrivania /> },
        Mossa::Rispondi => view! { <Rispondi scrivania=scrivania /> },
        Mossa::Richiedi => view! { <Richiedi scrivania=scrivania /> },
        Mossa::Ritira => view! { <Ritira scrivania=scrivania /> },
        Mossa::Commenta => view! { <Commenta scrivania=scrivania /> },
        Mossa::Chiudi => view! { <Chiudi scrivania=scrivania /> },
        Mossa::Assegna => view! { <Assegna scrivania=scrivania /> },
        Mossa::Trasferisci => view! { <Trasferisci scrivania=scrivania /> },
        Mossa::Rilascia => view! { <Rilascia scrivania=scrivania /> },
    }
}

#[component]
fn Choice(stato: Stato, #[prop(optional_no_strip)] attesa: Option<()>, open: Memo<Option<Mossa>>, scrivania: Scrivania) -> Nodo {
    let tasti = use_tasti();
    let choices = Mossa::ALL
        .into_iter()
        .filter(|mossa| mossa.is_allowed(stato, attesa))
        .map(|mossa| {
            let key = move || mossa.key().filter(|_| tasti.attivi.get()).map(|key| view! { <kbd aria-hidden="true">{key}</kbd> });
            view! {
                <div class="segment">
                    <input
                        type="radio"
                        name="comando"
                        id=mossa.id()
                        prop:checked=move || open.get() == Some(mossa)
                        on:change=move |_| scrivania.choose(mossa)
                    />
                    <label for=mossa.id()>
                        <span>{t(mossa.nome())}</span>
                        {key}
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{K::AzioniScelta}</legend>
            {choices}
        </fieldset>
    }
}

/// Why it was not done. A conflict asks to read again what somebody else did; what was typed stays.
#[component]
fn Refusal(errore: Errore, scrivania: Scrivania) -> Nodo {
    let (titolo, rimedio) = errore.testo();
    let conflict = errore.is(Tipo::VersioneSuperata) || errore.is(Tipo::TransizioneNonAmmessa);
    let class = if conflict { "callout callout-warning" } else { "callout callout-danger" };
    let reload = move |_| {
        scrivania.rifiuto.set(None);
        spawn_local(async move {
            scrivania.lettura.refresh().await;
            crate::browser::focus_soon("azioni");
        });
    };
    view! {
        <div class=class role="alert" id="azioni-rifiuto" tabindex="-1">
            <p class="callout-title">{titolo}</p>
            <p>{rimedio}</p>
            {conflict
                .then(|| {
                    view! {
                        <p>{K::AzioniConflitto}</p>
                        <button type="button" class="btn btn-primary" on:click=reload>
                            {K::AzioneRicarica}
                        </button>
                    }
                })}
        </div>
    }
}
