//! A new quesito, one question a page.

mod allegati;
mod argomento;
mod controlla;
mod domanda;
pub mod inviato;
pub mod invio;
mod passi;
mod rapporto;

use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};
use passi::Procedura;

use crate::api::use_client;
use crate::bozza::use_bozze;
use crate::components::empty::Empty;
use crate::components::load::Load;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::rotta::{Passo, Rotta};

pub fn page() -> AnyView {
    let client = use_client();
    let params = use_params_map();
    let asked = Memo::new(move |_| params.with(|params| params.get("passo")).map_or(Some(Passo::Rapporto), |slug| Passo::from_slug(&slug)));
    let home = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto::default(), abort));
    let rapporti = Memo::new(move |_| home.with(|home| home.map(|home| home.rapporti.clone()).unwrap_or_default()));
    let bozze = use_bozze();
    let procedura = Procedura::new(bozze, rapporti, asked);
    provide_context(procedura);

    // One rapporto leaves nothing to choose; a page that the answers don't reach yet leads to the first that lacks one.
    let navigate = StoredValue::new_local(use_navigate());
    Effect::new(move || {
        if !bozze.pronta.get() || rapporti.with(Vec::is_empty) {
            return;
        }
        procedura.choose_only_rapporto();
        let Some(asked) = asked.get() else { return };
        let reachable = untrack(move || procedura.reachable());
        let wanted = if asked == Passo::Rapporto && procedura.has_one_rapporto() { Passo::Argomento } else { asked.min(reachable) };
        if wanted != asked {
            let options = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate.with_value(|navigate| navigate(&Rotta::Nuovo(wanted).path(), options));
        } else {
            procedura.remember(wanted);
        }
    });
    let ready = Memo::new(move |_| bozze.pronta.get());
    let none = Memo::new(move |_| rapporti.with(Vec::is_empty));
    view! {
        <Load stato=home.nucleo forma=Forma::Pagina titolo=t(K::InizioNuovo)>
            {move || match (ready.get(), none.get(), asked.get()) {
                (false, ..) => view! { <Skeleton forma=Forma::Pagina /> }.into_any(),
                (true, _, None) => super::not_found::page(),
                (true, true, _) => nobody(),
                (true, false, Some(passo)) => step(passo, procedura),
            }}
        </Load>
    }
    .into_any()
}

fn step(passo: Passo, procedura: Procedura) -> AnyView {
    if !untrack(move || procedura.shows(passo)) {
        return view! { <Skeleton forma=Forma::Pagina /> }.into_any();
    }
    match passo {
        Passo::Rapporto => rapporto::view(procedura),
        Passo::Argomento => argomento::view(procedura),
        Passo::Domanda => domanda::view(procedura),
        Passo::Allegati => allegati::view(procedura),
        Passo::Controlla => controlla::view(procedura),
    }
}

/// No rapporto, no quesito.
fn nobody() -> AnyView {
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        <Empty icona="persone" titolo=t(K::NuovoSenzaRapporti) testo=t(K::NuovoSenzaRapportiTesto)>
            <a class="btn btn-primary" href=Rotta::Inizio.path()>
                {t(K::NavTornaInizio)}
            </a>
        </Empty>
    }
    .into_any()
}
