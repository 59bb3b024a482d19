//! The drafts of who is signed in: on this device and at the service, to be taken up again or thrown away.

use cassetto_api::bozze::{BozzaVoce, ListBozze};
use cassetto_api::endpoint::Nulla;
use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use crate::api::use_client;
use crate::bozza::{Bozze, Posto, use_bozze};
use crate::components::icon::Icon;
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, fill, t};
use crate::in_uscita::use_bozze_in_partenza;
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::pages::nuovo::Conflict;
use crate::per_conto::use_datore;
use crate::rotta::{Passo, Rotta};
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{browser, format};

/// A draft as it is shown.
#[derive(Clone, PartialEq)]
enum Riga {
    /// On this device alone.
    Qui,
    Servizio(BozzaVoce),
}

/// As a part of a page of an employer. Nothing when there is none: a list of drafts that can't be read is no reason to hide the page.
pub fn parte() -> Nodo {
    let datore = use_datore().get_untracked();
    let client = use_client();
    let bozze = use_bozze();
    let in_partenza = use_bozze_in_partenza();
    if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        bozze.serve(persona, datore);
    }
    let lettura = Lettura::<cassetto_api::bozze::Bozze>::new(move |abort| client.get::<ListBozze>(&Nulla {}, &Nulla {}, abort));
    let here = memo(move || bozze.pronta.get() && !bozze.is_empty());
    let saved = memo(move || bozze.bozza.with(|bozza| bozza.copia.saved()));
    let righe = memo(move || {
        let voci = lettura.with(|bozze| bozze.map(|bozze| bozze.voci.clone()).unwrap_or_default());
        let known = voci.iter().any(|voce| Some(voce.id) == saved.get());
        let local = (here.get() && !known).then_some(Riga::Qui);
        // What waits to be sent is no draft any more, though the service keeps it until then.
        let mine =
            voci.into_iter().filter(|voce| voce.contenuto.datore == datore && !in_partenza.with(|leaving| leaving.contains(&voce.id)));
        local.into_iter().chain(mine.map(Riga::Servizio)).collect::<Vec<_>>()
    });
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            lettura.refresh().await;
        });
    });
    view! {
        <Conflict bozze=bozze />
        {move || {
            let righe = righe.get();
            (!righe.is_empty())
                .then(|| {
                    view! {
                        <section class="callout callout-info drafts" aria-labelledby="bozze" data-testid="bozze">
                            <h2 class="callout-title" id="bozze">
                                <Icon nome="matita" />
                                {if righe.len() == 1 { t(K::BozzaTitolo).to_owned() } else { fill(K::BozzaTitoli, &[("n", &righe.len().to_string())]) }}
                            </h2>
                            <ul>{righe.into_iter().map(|riga| view! { <Voce riga=riga datore=datore reload=reload /> }).collect_view()}</ul>
                        </section>
                    }
                })
        }}
    }
}

#[component]
fn Voce(riga: Riga, datore: Option<PersonaId>, reload: Callback<()>) -> Nodo {
    let bozze = use_bozze();
    let toasts = use_toasts();
    let indirizzo = use_indirizzo();
    let (oggetto, quando) = match &riga {
        Riga::Qui => (bozze.bozza.with_untracked(|bozza| bozza.oggetto.clone()), t(K::BozzaSoloQui).to_owned()),
        Riga::Servizio(voce) => (voce.contenuto.oggetto.clone(), fill(K::BozzaQuando, &[("quando", &format::istante(&voce.salvata))])),
    };
    let oggetto =
        Some(oggetto.trim().to_owned()).filter(|oggetto| !oggetto.is_empty()).unwrap_or_else(|| t(K::BozzaSenzaOggetto).to_owned());
    let named = oggetto.clone();
    let passo = match &riga {
        Riga::Qui => bozze.bozza.with_untracked(|bozza| bozza.passo),
        Riga::Servizio(voce) => Passo::from_slug(&voce.contenuto.passo),
    };
    let riga = StoredValue::new(riga);
    let href = Rotta::nuovo(datore, passo.unwrap_or(Passo::Gestione)).path();
    let resume = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        spawn_local(async move {
            let free = match riga.get_value() {
                Riga::Qui => true,
                Riga::Servizio(voce) => bozze.resume(voce).await,
            };
            if free {
                let passo = bozze.bozza.with_untracked(|bozza| bozza.passo).unwrap_or(Passo::Gestione);
                indirizzo.go(&Rotta::nuovo(datore, passo).path());
            } else {
                toasts.warn(t(K::BozzaNonSpostata));
            }
        });
    };
    let posto = StoredValue::new(expect_context::<Posto>());
    let throw = move |_| {
        let posto = posto.get_value();
        spawn_local(async move {
            let undo = match riga.get_value() {
                Riga::Qui => here(bozze, &posto, toasts).await,
                Riga::Servizio(voce) if bozze.is_here(voce.id) => here(bozze, &posto, toasts).await,
                Riga::Servizio(voce) => match bozze.delete(voce.id).await {
                    Ok(()) => Some(posto.lasting(move || {
                        let contenuto = voce.contenuto.clone();
                        spawn_local(async move {
                            match bozze.save_again(contenuto).await {
                                Ok(()) => drop(reload.try_run(())),
                                Err(errore) => toasts.warn(errore.riga()),
                            }
                        });
                    })),
                    Err(errore) => {
                        toasts.warn(errore.riga());
                        None
                    }
                },
            };
            if let Some(undo) = undo {
                toasts.undo(t(K::ScartoBozza), undo);
            }
            reload.try_run(());
            browser::focus_if_lost("contenuto");
        });
    };
    view! {
        <li class="draft">
            <div>
                <p class="break" lang="it">
                    <strong>{oggetto}</strong>
                </p>
                <p class="muted small">{quando}</p>
            </div>
            <div class="btn-row">
                <a class="btn btn-primary btn-sm" href=href on:click=resume>
                    {K::BozzaRiprendi} <span class="visually-hidden">": " {named.clone()}</span>
                </a>
                <button type="button" class="btn btn-link btn-sm" on:click=throw>
                    {K::BozzaElimina} <span class="visually-hidden">": " {named}</span>
                </button>
            </div>
        </li>
    }
}

/// Throws the draft on this device away. What takes it back.
async fn here(bozze: Bozze, posto: &Posto, toasts: Toasts) -> Option<Callback<()>> {
    let scarto = bozze.throw_out().await?;
    Some(posto.lasting(move || {
        let scarto = scarto.clone();
        spawn_local(async move {
            if !bozze.take_back(scarto).await {
                toasts.warn(t(K::ScartoNonTorna));
            }
        });
    }))
}
