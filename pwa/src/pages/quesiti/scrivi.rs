//! The form of a message in an open quesito: more to say, or what the office asked for. A part of its own: most who open a quesito read.

use cassetto_api::modello::StatoVoce;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::testo::Testo;
use leptos::task::spawn_local;

use super::conversazione::{Conversazione, Modo};
use super::foglio::Foglio;
use crate::api::{Errore, use_client};
use crate::aree::Pagina;
use crate::bozza::Seme;
use crate::components::area_field::AreaField;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::icon::Icon;
use crate::components::in_coda::Attese;
use crate::components::protocol_number::ProtocolNumber;
use crate::components::submit_button::SubmitButton;
use crate::components::uploader::{self, Uploader, regole};
use crate::i18n::{self, K, fill, t};
use crate::in_uscita::{Messaggio, Partenza, Risposta, use_in_uscita};
use crate::rete::use_rete;
use crate::session::{self, use_accesso};
use crate::vista::prelude::*;
use crate::{browser, in_uscita, validazione};

/// The field that the page leads to.
const CAMPO: &str = "messaggio";
const FATTO: &str = "messaggio-inviato";
const RIFIUTO: &str = "messaggio-rifiuto";
const CODA: &str = "messaggi-in-coda";

/// The open form, where it was opened: once there is what is written in it.
pub fn modulo() -> Nodo {
    // Without network it goes into the queue, which is shown here.
    Pagina::Attesa.prepare();
    let Conversazione { foglio, id, modo, .. } = expect_context();
    let Some(aperto) = modo.get_untracked() else { return ().nodo() };
    let chiudi = Callback::new(move |()| modo.set(None));
    view! { {move || foglio.get().map(|foglio| view! { <Scrivi foglio=foglio id=id modo=aperto chiudi=chiudi /> })} }
}

/// Below the sequence: what waits to be sent, one more message, or one more question.
pub fn seguito() -> Nodo {
    let conversazione: Conversazione = expect_context();
    let Conversazione { lettura, id, datore, modo, .. } = conversazione;
    let foglio = Foglio::new(lettura, id);
    conversazione.foglio.set(Some(foglio));
    on_cleanup(move || {
        conversazione.foglio.set(None);
    });
    let closed = memo(move || lettura.with(|dettaglio| dettaglio.is_some_and(|dettaglio| dettaglio.quesito.stato == StatoVoce::Chiusa)));
    let write = move |_| {
        modo.set(Some(Modo::Messaggio));
        browser::focus_soon(CAMPO);
    };
    view! {
        <section class="follow-up no-print" aria-labelledby="seguito">
            <h2 id="seguito">{move || t(if closed.get() { K::SeguitoChiuso } else { K::ScriviTitolo })}</h2>
            <Inviato foglio=foglio />
            <Attesa foglio=foglio id=id modo=modo />
            {move || match (closed.get(), modo.get()) {
                (true, _) => {
                    let seme = lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| Seme::correlata(&dettaglio.quesito)));
                    view! {
                        <p>{K::SeguitoChiusoTesto}</p>
                        {seme
                            .map(|seme| {
                                view! {
                                    <a class="btn btn-primary" href=seme.path(datore)>
                                        <Icon nome="piu" />
                                        {K::SeguitoCollegata}
                                    </a>
                                }
                            })}
                    }
                }
                (false, Some(Modo::Messaggio)) => modulo(),
                (false, Some(Modo::Risposta(_)) | None) => {
                    view! {
                        <button type="button" class="btn btn-outline-primary" on:click=write>
                            <Icon nome="matita" />
                            {move || t(if foglio.is_begun() && modo.get().is_none() { K::ScriviRiprendi } else { K::ScriviApri })}
                        </button>
                    }
                }
            }}
        </section>
    }
}

#[component]
fn Scrivi(foglio: Foglio, id: QuesitoId, modo: Modo, chiudi: Callback<()>) -> Nodo {
    let cartella = foglio.cartella;
    let (client, accesso, rete) = (use_client(), use_accesso(), use_rete());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !foglio.in_corso.get_untracked() && begin(foglio, modo) {
            spawn_local(async move {
                let risponde_a = match modo {
                    Modo::Messaggio => None,
                    Modo::Risposta(voce) => Some(voce),
                };
                let partenza = foglio.send(id, risponde_a).await;
                if matches!(partenza, Partenza::Accesso) {
                    session::ask(client, accesso);
                }
                end(foglio, partenza, chiudi);
            });
        }
    };
    let (label, hint) = match modo {
        Modo::Messaggio => (K::ScriviTesto, K::ScriviTestoSuggerimento),
        Modo::Risposta(_) => (K::ScriviAccompagna, K::ScriviAccompagnaSuggerimento),
    };
    let send = derive(move || {
        t(match modo {
            _ if !rete.get() => K::UscitaMetti,
            Modo::Messaggio => K::ScriviInvia,
            Modo::Risposta(_) => K::ScriviInviaDocumento,
        })
    });
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
                <SubmitButton testo=send attesa=t(K::NuovoInvioInCorso) in_corso=foglio.in_corso class="btn btn-primary" />
                <button type="button" class="btn btn-link" on:click=move |_| chiudi.run(())>
                    {K::ScriviDopo}
                </button>
            </div>
            <p class="muted small" role="status">
                {move || (!rete.get()).then(|| t(K::UscitaSenzaReteMessaggio))}
                {move || (foglio.in_corso.get() && !cartella.is_ready()).then(|| t(K::NuovoAspettoFile))}
            </p>
        </form>
    }
}

#[component]
fn Documents(foglio: Foglio) -> Nodo {
    let cartella = foglio.cartella;
    view! {
        <p class="muted small">{move || regole(cartella)}</p>
        <Uploader cartella=cartella />
    }
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

fn end(foglio: Foglio, partenza: Partenza, chiudi: Callback<()>) {
    foglio.in_corso.set(false);
    match partenza {
        Partenza::Arrivata(risposta) => {
            let sent = risposta.protocollo().cloned();
            if let Risposta::Messaggio(dettaglio) = risposta {
                foglio.lettura.put(*dettaglio);
            }
            foglio.clear();
            foglio.fatto.set(sent);
            chiudi.try_run(());
            browser::focus_soon(FATTO);
        }
        Partenza::InCoda | Partenza::Accesso => {
            foglio.clear();
            chiudi.try_run(());
            browser::focus_soon(CODA);
        }
        Partenza::Rifiutata(problema) => {
            let errore = in_uscita::refusal(&problema);
            foglio.refuse(&errore);
            if errore.campi().is_empty() {
                // Something may have happened meanwhile: the page shows it, and the next try names what it shows.
                spawn_local(async move {
                    foglio.lettura.refresh().await;
                });
                foglio.rifiuto.set(Some(errore));
                browser::focus_soon(RIFIUTO);
            } else {
                let lines = errore.campi().iter().map(|campo| {
                    let at = if campo.campo.starts_with("allegati") { uploader::ID } else { CAMPO };
                    Riga::new(at, i18n::motivo(campo.motivo))
                });
                foglio.errori.set(lines.collect());
            }
        }
        Partenza::NonTenuta => {
            foglio.rifiuto.set(Some(Errore::Rete));
            browser::focus_soon(RIFIUTO);
        }
    }
}

/// The messages that wait to be sent.
#[component]
fn Attesa(foglio: Foglio, id: QuesitoId, modo: RwSignal<Option<Modo>>) -> Nodo {
    let voci = foglio.in_coda(id);
    let any = memo(move || voci.with(|voci| !voci.is_empty()));
    let riapri = Callback::new(move |(voce, messaggio, slot): (String, Messaggio, String)| {
        spawn_local(async move {
            let back = messaggio.risponde_a.map_or(Modo::Messaggio, Modo::Risposta);
            if foglio.take_back(voce, messaggio, slot).await {
                modo.set(Some(back));
                browser::focus_soon(CAMPO);
            }
        });
    });
    let uscita = use_in_uscita();
    effect_with(move |before: Option<u32>| {
        let now = uscita.arrivi.get();
        if before.is_some_and(|before| before != now) {
            spawn_local(async move {
                foglio.lettura.refresh().await;
            });
        }
        now
    });
    view! {
        {move || {
            any.get()
                .then(|| {
                    view! {
                        <div class="callout callout-info" id=CODA tabindex="-1" data-testid="messaggi-in-coda">
                            <p class="callout-title">
                                <Icon nome="orologio" />
                                {K::UscitaTitolo}
                            </p>
                            {Attese { voci, riapri: Some(riapri) }.view()}
                        </div>
                    }
                })
        }}
    }
}

fn refusal(errore: Errore) -> Nodo {
    let (titolo, rimedio) = errore.testo();
    view! {
        <div class="callout callout-danger" role="alert" id=RIFIUTO tabindex="-1">
            <p class="callout-title">{titolo}</p>
            <p>{rimedio}</p>
        </div>
    }
}

/// The number of the message that has just been sent.
#[component]
fn Inviato(foglio: Foglio) -> Nodo {
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
                                {K::ScriviInviato}
                            </p>
                            <p>
                                {K::ProtocolloNome} " " <ProtocolNumber protocollo=protocollo.clone() />
                                <span class="muted small break">" " {protocollo.segnatura}</span>
                            </p>
                        </div>
                    }
                })
        }}
    }
}
