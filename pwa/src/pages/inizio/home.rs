//! What waits for an employer, their rapporti, the next due date.

mod bozza;
mod rapporti;
mod scadenza;

use bozza::DraftCard;
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::QuesitoVoce;
use cassetto_domain::id::PersonaId;
use leptos::prelude::*;
use rapporti::Rapporti;
use scadenza::Scadenza;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::state_chip::StateChip;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::lettura::Lettura;
use crate::pages::quesiti::PerContoBanner;
use crate::per_conto::use_nomi;
use crate::poll::poll;
use crate::rotta::{Passo, Rotta};

/// One's own, or that of an employer one is delegated by.
pub fn view(datore: Option<PersonaId>) -> AnyView {
    let client = use_client();
    let lettura = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore }, abort));
    let toasts = use_toasts();
    poll(move || {
        Box::pin(async move {
            let before = unread(lettura);
            let changed = lettura.refresh().await;
            if unread(lettura) > before {
                toasts.tell(t(K::NovitaArrivata));
            }
            changed
        })
    });
    let nomi = use_nomi();
    Effect::new(move || {
        if let (Some(datore), Some(nome)) = (datore, lettura.with(|home| home.map(|home| home.datore.clone()))) {
            nomi.learn(datore, &nome);
        }
    });
    let heading = Signal::derive(move || {
        let nome = lettura.with(|home| home.map(|home| home.datore.clone()));
        match nome {
            Some(nome) if datore.is_none() => fill(K::InizioSaluto, &[("nome", &nome)]),
            Some(nome) => nome,
            None => t(K::NavInizio).to_owned(),
        }
    });
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <Titolo testo=heading pagina=Signal::stored(t(K::NavInizio).to_owned()) />
        <Load stato=lettura.nucleo forma=Forma::Pagina>
            <Content lettura=lettura datore=datore />
        </Load>
    }
    .into_any()
}

fn unread(lettura: Lettura<Home>) -> usize {
    lettura.with_untracked(|home| home.map_or(0, |home| home.tocca_a_te.len()))
}

#[component]
fn Content(lettura: Lettura<Home>, datore: Option<PersonaId>) -> AnyView {
    let part = move |pick: fn(&Home) -> &Vec<QuesitoVoce>| {
        Signal::derive(move || lettura.with(|home| home.map(|home| pick(home).clone()).unwrap_or_default()))
    };
    let tocca = part(|home| &home.tocca_a_te);
    let recenti = part(|home| &home.recenti);
    let mine = datore.is_none();
    view! {
        <div class="home">
            <div class="home-main">
                <Waiting voci=tocca mine=mine datore=datore />
                {mine.then(|| view! { <DraftCard /> })}
                {mine
                    .then(|| {
                        view! {
                            <a class="btn btn-primary btn-xl" href=Rotta::Nuovo(Passo::Rapporto).path()>
                                <Icon nome="piu" />
                                {t(K::InizioNuovo)}
                            </a>
                        }
                    })}
                {move || lettura.with(|home| home.map(|home| home.scadenza.clone())).map(|scadenza| view! { <Scadenza scadenza=scadenza /> })}
            </div>
            <div class="home-side">
                <section aria-labelledby="recenti">
                    <div class="section-head">
                        <h2 id="recenti">{t(K::InizioRecenti)}</h2>
                        <a href=Rotta::quesiti(datore).path()>{t(K::InizioTutti)}</a>
                    </div>
                    {move || {
                        let voci = recenti.get();
                        if voci.is_empty() {
                            view! { <p class="muted">{t(K::InizioNessunRecente)}</p> }.into_any()
                        } else {
                            view! { <Cards voci=voci datore=datore /> }.into_any()
                        }
                    }}
                </section>
                {move || {
                    let rapporti = lettura.with(|home| home.map(|home| home.rapporti.clone()).unwrap_or_default());
                    view! { <Rapporti rapporti=rapporti /> }
                }}
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Waiting(voci: Signal<Vec<QuesitoVoce>>, mine: bool, datore: Option<PersonaId>) -> AnyView {
    view! {
        <section aria-labelledby="tocca-a-te">
            <div class="section-head">
                <h2 id="tocca-a-te">{t(if mine { K::InizioTocca } else { K::InizioToccaLoro })}</h2>
                {move || {
                    let quanti = voci.with(Vec::len);
                    (quanti > 0)
                        .then(|| {
                            view! {
                                <span class="badge">{count(K::InizioNuoveUno, K::InizioNuoveAltri, quanti)}</span>
                            }
                        })
                }}
            </div>
            {move || {
                let voci = voci.get();
                if voci.is_empty() {
                    view! { <Empty icona="spunta" titolo=t(K::InizioNienteTitolo) testo=t(K::InizioNienteTesto) /> }.into_any()
                } else {
                    view! { <Cards voci=voci datore=datore /> }.into_any()
                }
            }}
        </section>
    }
    .into_any()
}

#[component]
fn Cards(voci: Vec<QuesitoVoce>, datore: Option<PersonaId>) -> AnyView {
    let cards = voci
        .into_iter()
        .map(|voce| {
            view! {
                <li class="card card-link" class:unread=voce.da_leggere>
                    <div class="card-body">
                        <a class="stretched-link card-title" href=Rotta::quesito(datore, voce.id).path() lang="it">
                            {voce.oggetto}
                        </a>
                        <p class="muted small">
                            {voce.lavoratore} " · " <time datetime=voce.aggiornato.0.clone()>{format::data(&voce.aggiornato)}</time>
                        </p>
                        <p class="chips">
                            <StateChip stato=voce.stato esito=voce.esito />
                            {voce.da_leggere.then(|| view! { <span class="badge">{t(K::ElencoDaLeggere)}</span> })}
                        </p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="cards">{cards}</ul> }.into_any()
}
