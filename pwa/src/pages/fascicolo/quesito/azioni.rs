//! The commands that the state allows, one form at a time.

use cassetto_api::problema::Tipo;
use cassetto_domain::stato::{Comando, Stato};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::chiudi::Chiudi;
use super::commenta::Commenta;
use super::prendi::Prendi;
use super::rispondi::Rispondi;
use super::scrivania::Scrivania;
use crate::api::Errore;
use crate::components::error_summary::ErrorSummary;
use crate::i18n::{K, t};

#[component]
pub fn Azioni(scrivania: Scrivania) -> AnyView {
    let stato = Memo::new(move |_| scrivania.stato());
    let open = Memo::new(move |_| {
        let stato = stato.get()?;
        let wanted = scrivania.comando.get().unwrap_or(match stato {
            Stato::Aperta => Comando::PrendiInCarico,
            Stato::InCarico | Stato::Chiusa => Comando::Rispondi,
        });
        stato.apply(wanted).is_ok().then_some(wanted).or_else(|| allowed(stato).first().copied())
    });
    view! {
        <section class="actions no-print" aria-labelledby="azioni">
            <div class="card card-body">
                <h2 id="azioni" tabindex="-1">
                    {t(K::AzioniTitolo)}
                </h2>
                {move || scrivania.rifiuto.get().map(|errore| view! { <Refusal errore=errore scrivania=scrivania /> })}
                <ErrorSummary righe=scrivania.errori />
                {move || {
                    let stato = stato.get()?;
                    if allowed(stato).is_empty() {
                        return Some(view! { <p class="muted">{t(K::AzioniNessuna)}</p> }.into_any());
                    }
                    Some(view! { <Choice stato=stato open=open scrivania=scrivania /> }.into_any())
                }}
                {move || {
                    scrivania
                        .pronta
                        .get()
                        .then(|| match open.get() {
                            Some(Comando::PrendiInCarico) => view! { <Prendi scrivania=scrivania /> }.into_any(),
                            Some(Comando::Commenta) => view! { <Commenta scrivania=scrivania /> }.into_any(),
                            Some(Comando::Rispondi) => view! { <Rispondi scrivania=scrivania /> }.into_any(),
                            Some(Comando::Chiudi) => view! { <Chiudi scrivania=scrivania /> }.into_any(),
                            None => ().into_any(),
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}

fn allowed(stato: Stato) -> Vec<Comando> {
    Comando::ALL.into_iter().filter(|comando| stato.apply(*comando).is_ok()).collect()
}

#[component]
fn Choice(stato: Stato, open: Memo<Option<Comando>>, scrivania: Scrivania) -> AnyView {
    let choices = allowed(stato)
        .into_iter()
        .map(|comando| {
            let (id, testo) = match comando {
                Comando::PrendiInCarico => ("comando-prendi", K::AzioniPrendi),
                Comando::Commenta => ("comando-commenta", K::AzioniCommenta),
                Comando::Rispondi => ("comando-rispondi", K::AzioniRispondi),
                Comando::Chiudi => ("comando-chiudi", K::AzioniChiudi),
            };
            view! {
                <div class="segment">
                    <input
                        type="radio"
                        name="comando"
                        id=id
                        prop:checked=move || open.get() == Some(comando)
                        on:change=move |_| {
                            scrivania.errori.set(Vec::new());
                            scrivania.rifiuto.set(None);
                            scrivania.comando.set(Some(comando));
                        }
                    />
                    <label for=id>{t(testo)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="segments">
            <legend class="visually-hidden">{t(K::AzioniScelta)}</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

/// Why it was not done. A conflict asks to read again what somebody else did; what was typed stays.
#[component]
fn Refusal(errore: Errore, scrivania: Scrivania) -> AnyView {
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
                        <p>{t(K::AzioniConflitto)}</p>
                        <button type="button" class="btn btn-primary" on:click=reload>
                            {t(K::AzioneRicarica)}
                        </button>
                    }
                })}
        </div>
    }
    .into_any()
}
