//! What waits for an employer, what they have, the next due date.

mod attende;
mod gestioni;
mod rapporti;
mod scadenza;

use attende::{Attende, Cards};
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::QuesitoVoce;
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::PersonaId;
use gestioni::Gestioni;
use rapporti::{Altro, Rapporti};
use scadenza::Scadenza;

use crate::api::use_client;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, fill, t};
use crate::lettura::Lettura;
use crate::menu::use_menu;
use crate::pages::quesiti::PerContoBanner;
use crate::pages::scritto::Scritto;
use crate::per_conto::use_nomi;
use crate::poll::poll;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    view(None)
}

/// One's own, or that of an employer one is delegated by.
pub fn view(datore: Option<PersonaId>) -> Nodo {
    let client = use_client();
    let lettura = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore }, abort));
    let toasts = use_toasts();
    poll(move || {
        Box::pin(async move {
            let before = waiting(lettura);
            let changed = lettura.refresh().await;
            if waiting(lettura) > before {
                toasts.tell(t(K::NovitaArrivata));
            }
            changed
        })
    });
    let (nomi, menu) = (use_nomi(), use_menu());
    effect(move || {
        lettura.with(|home| menu.learn(home, datore));
        if let (Some(datore), Some((nome, scrive))) = (datore, lettura.with(|home| home.map(|home| (home.datore.clone(), home.scrive)))) {
            nomi.learn(datore, &nome);
            nomi.allow(datore, Diritti { legge: true, scrive });
        }
    });
    let heading = derive(move || {
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
}

fn waiting(lettura: Lettura<Home>) -> u32 {
    lettura.with_untracked(|home| home.map_or(0, |home| home.totale_tocca_a_te))
}

#[component]
fn Content(lettura: Lettura<Home>, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let nomi = use_nomi();
    let part = move |pick: fn(&Home) -> &Vec<QuesitoVoce>| {
        derive(move || lettura.with(|home| home.map(|home| pick(home).clone()).unwrap_or_default()))
    };
    let bozze = derive(move || lettura.with(|home| home.is_some_and(|home| home.bozze > 0)));
    let tocca = part(|home| &home.tocca_a_te);
    let recenti = part(|home| &home.recenti);
    let totale = derive(move || lettura.with(|home| home.map_or(0, |home| home.totale_tocca_a_te as usize)));
    view! {
        <div class="home">
            <div class="home-main">
                {move || nomi.may_write(datore).then(|| view! {
                    <a class="btn btn-primary btn-xl" href=Rotta::nuovo(datore, Passo::Gestione).path()>
                        <Icon nome="piu" />
                        {K::InizioNuovo}
                    </a>
                })}
                {move || lettura.with(|home| home.filter(|home| !home.rapporti.is_empty()).map(|home| home.scadenza.clone())).map(|scadenza| view! { <Scadenza scadenza=scadenza datore=datore /> })}
                <Attende voci=tocca totale=totale datore=datore />
                <Scritto bozze=bozze />
            </div>
            <div class="home-side">
                {move || {
                    let voci = recenti.get();
                    // Of who has written nothing there is nothing to say.
                    (!voci.is_empty() || totale.get() > 0).then(|| view! {
                        <section aria-labelledby="recenti">
                            <div class="section-head">
                                <h2 id="recenti">{K::InizioRecenti}</h2>
                                <a href=Rotta::quesiti(datore).path()>{K::InizioTutti}</a>
                            </div>
                            {if voci.is_empty() {
                                view! { <p class="muted">{K::InizioNessunRecente}</p> }
                            } else {
                                view! { <Cards voci=voci datore=datore /> }
                            }}
                        </section>
                    })
                }}
            </div>
            <div class="home-more">
                {move || {
                    lettura
                        .get()
                        .map(|home| {
                            view! {
                                <Rapporti
                                    rapporti=home.rapporti.clone()
                                    altro=if home.posizioni.is_empty() { Altro::Niente } else { Altro::Posizioni }
                                    datore=datore
                                />
                                <Gestioni home=home datore=datore />
                            }
                        })
                }}
            </div>
        </div>
    }
}
