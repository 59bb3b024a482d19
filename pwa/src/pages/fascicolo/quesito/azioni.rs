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
use super::rimasto::Rimasto;
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
    // What is no longer allowed is kept to be read, not to be sent.
    let stale = memo(move || open.get().filter(|mossa| !scrivania.allows(*mossa)));
    view! {
        {move || stale.get().map(|mossa| view! { <Rimasto mossa=mossa scrivania=scrivania /> })}
        <div class:stale=move || stale.get().is_some()>
            {move || scrivania.pronta.get().then(|| open.get().map(|mossa| form(mossa, scrivania)))}
        </div>
    }
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
    let kept = memo(move || {
        let mut appunti = scrivania.appunti.get();
        Mossa::ALL.into_iter().filter(|mossa| mossa.words(&mut appunti).is_some_and(|words| !words.trim().is_empty())).collect::<Vec<_>>()
    });
    // The form with somebody's words, or with the keyboard, stays whatever becomes of the quesito.
    let open = memo_with(move |last: Option<&Option<Mossa>>| {
        let (stato, attesa) = scrivania.adesso()?;
        let allowed = |mossa: &Mossa| mossa.is_allowed(stato, attesa);
        let last = last.copied().flatten();
        let held = |mossa: &Mossa| kept.with(|kept| kept.contains(mossa)) || (last == Some(*mossa) && is_typing());
        let chosen = scrivania.mossa.get().filter(|mossa| allowed(mossa) || held(mossa));
        let left = || kept.get().into_iter().find(|mossa| !allowed(mossa));
        let usual = if stato == Stato::Aperta { Mossa::Prendi } else { Mossa::Rispondi };
        chosen.or_else(|| last.filter(held)).or_else(left).or_else(|| Some(usual).filter(allowed)).or_else(|| Mossa::first(stato, attesa))
    });
    let choices = memo(move || {
        let adesso = scrivania.adesso();
        let allowed = |mossa: &Mossa| adesso.is_some_and(|(stato, attesa)| mossa.is_allowed(stato, attesa));
        Mossa::ALL.into_iter().filter(|mossa| allowed(mossa) || kept.with(|kept| kept.contains(mossa))).collect::<Vec<_>>()
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
                    let (stato, attesa) = scrivania.adesso()?;
                    Mossa::first(stato, attesa).is_none().then(|| view! { <p class="muted">{K::AzioniNessuna}</p> })
                }}
                {move || {
                    let choices = choices.get();
                    (!choices.is_empty()).then(|| view! { <Choice choices=choices open=open scrivania=scrivania /> })
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

/// Whether the keyboard is in a text of the form.
fn is_typing() -> bool {
    document().active_element().is_some_and(|element| element.matches("#azioni-modulo textarea").unwrap_or_default())
}

#[component]
fn Choice(choices: Vec<Mossa>, open: Memo<Option<Mossa>>, scrivania: Scrivania) -> Nodo {
    let tasti = use_tasti();
    let choices = choices
        .into_iter()
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
