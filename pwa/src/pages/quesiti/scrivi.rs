//! The form of a message in an open quesito: more to say, or what the office asked for.

use cassetto_api::modello::{Parte, QuesitoDettaglio, Voce};
use cassetto_domain::id::QuesitoId;
use cassetto_domain::testo::Testo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::foglio::Foglio;
use crate::api::Errore;
use crate::browser;
use crate::components::area_field::AreaField;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::icon::Icon;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::submit_button::SubmitButton;
use crate::components::uploader::{self, Uploader, regole};
use crate::i18n::{self, K, fill, t};
use crate::validazione;

/// The field that the page leads to.
pub const CAMPO: &str = "messaggio";
const FATTO: &str = "messaggio-inviato";
const RIFIUTO: &str = "messaggio-rifiuto";

/// What the message is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    Messaggio,
    /// The answer to the request in this entry.
    Risposta(u32),
}

#[component]
pub fn Scrivi(foglio: Foglio, id: QuesitoId, modo: Modo, chiudi: Callback<()>) -> AnyView {
    let cartella = foglio.cartella;
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !foglio.in_corso.get_untracked() && begin(foglio, modo) {
            spawn_local(async move {
                let risponde_a = match modo {
                    Modo::Messaggio => None,
                    Modo::Risposta(voce) => Some(voce),
                };
                end(foglio, foglio.send(id, risponde_a).await, chiudi);
            });
        }
    };
    let (label, hint) = match modo {
        Modo::Messaggio => (K::ScriviTesto, K::ScriviTestoSuggerimento),
        Modo::Risposta(_) => (K::ScriviAccompagna, K::ScriviAccompagnaSuggerimento),
    };
    let send = match modo {
        Modo::Messaggio => K::ScriviInvia,
        Modo::Risposta(_) => K::ScriviInviaDocumento,
    };
    view! {
        <form class="compose" novalidate on:submit=submit>
            <ErrorSummary righe=foglio.errori />
            {move || foglio.rifiuto.get().map(refusal)}
            {(modo != Modo::Messaggio).then(|| view! { <Documents foglio=foglio /> })}
            <AreaField
                id=CAMPO
                label=t(label)
                suggerimento=t(hint)
                valore=foglio.testo
                errore=foglio.error_of(CAMPO)
                massimo=Testo::MASSIMO
                righe=if modo == Modo::Messaggio { 6 } else { 3 }
            />
            {(modo == Modo::Messaggio).then(|| view! { <Documents foglio=foglio /> })}
            <div class="btn-row">
                <SubmitButton testo=t(send) attesa=t(K::NuovoInvioInCorso) in_corso=foglio.in_corso class="btn btn-primary" />
                <button type="button" class="btn btn-link" on:click=move |_| chiudi.run(())>
                    {t(K::ScriviDopo)}
                </button>
            </div>
            <p class="muted small" role="status">
                {move || (foglio.in_corso.get() && !cartella.is_ready()).then(|| t(K::NuovoAspettoFile))}
            </p>
        </form>
    }
    .into_any()
}

#[component]
fn Documents(foglio: Foglio) -> AnyView {
    let cartella = foglio.cartella;
    view! {
        <p class="muted small">{move || regole(cartella)}</p>
        <Uploader cartella=cartella />
    }
    .into_any()
}

/// Whether it can be sent.
fn begin(foglio: Foglio, modo: Modo) -> bool {
    let cartella = foglio.cartella;
    // A document is what was asked for: the words around it are ours when the person has none.
    if modo != Modo::Messaggio && foglio.testo.with_untracked(|testo| testo.trim().is_empty()) && !untrack(move || cartella.is_empty()) {
        foglio.testo.set(t(K::ScriviDocumentoAllegato).to_owned());
    }
    let wrong = foglio.testo.with_untracked(|testo| validazione::testo(testo)).map(|why| Riga::new(CAMPO, why));
    let stuck = untrack(move || cartella.stuck());
    let stuck = stuck.into_iter().map(|nome| Riga::new(uploader::ID, &fill(K::AllegatiDaSistemare, &[("nome", &nome)])));
    let wrong: Vec<Riga> = wrong.into_iter().chain(stuck).collect();
    let fine = wrong.is_empty();
    foglio.rifiuto.set(None);
    foglio.fatto.set(None);
    foglio.errori.set(wrong);
    foglio.in_corso.set(fine);
    fine
}

fn end(foglio: Foglio, answer: Result<QuesitoDettaglio, Errore>, chiudi: Callback<()>) {
    foglio.in_corso.try_set(false);
    match answer {
        Ok(dettaglio) => {
            let sent = dettaglio.voci.iter().rev().find_map(|voce| match voce {
                Voce::Messaggio { parte: Parte::Cittadino, protocollo, .. } => Some(protocollo.clone()),
                _ => None,
            });
            foglio.lettura.put(dettaglio);
            foglio.clear();
            foglio.fatto.try_set(sent);
            chiudi.try_run(());
            browser::focus_soon(FATTO);
        }
        Err(errore) if !errore.campi().is_empty() => {
            let lines = errore.campi().iter().map(|campo| {
                let at = if campo.campo.starts_with("allegati") { uploader::ID } else { CAMPO };
                Riga::new(at, i18n::motivo(campo.motivo))
            });
            foglio.errori.try_set(lines.collect());
        }
        Err(errore) => {
            // Something may have happened meanwhile: the page shows it, and the next try names what it shows.
            if errore.is_refusal() {
                spawn_local(async move {
                    foglio.lettura.refresh().await;
                });
            }
            foglio.rifiuto.try_set(Some(errore));
            browser::focus_soon(RIFIUTO);
        }
    }
}

fn refusal(errore: Errore) -> AnyView {
    let (titolo, rimedio) = errore.testo();
    view! {
        <div class="callout callout-danger" role="alert" id=RIFIUTO tabindex="-1">
            <p class="callout-title">{titolo}</p>
            <p>{rimedio}</p>
        </div>
    }
    .into_any()
}

/// The number of the message that has just been sent.
#[component]
pub fn Inviato(foglio: Foglio) -> AnyView {
    view! {
        {move || {
            foglio
                .fatto
                .get()
                .map(|protocollo| {
                    view! {
                        <div class="callout callout-success" role="status" id=FATTO tabindex="-1" data-testid="messaggio-inviato">
                            <p class="callout-title">
                                <Icon nome="spunta" />
                                {t(K::ScriviInviato)}
                            </p>
                            <p>
                                {t(K::ProtocolloNome)} " " <ProtocolNumber protocollo=protocollo.clone() />
                                <span class="muted small break">" " {protocollo.segnatura}</span>
                            </p>
                        </div>
                    }
                })
        }}
    }
    .into_any()
}
