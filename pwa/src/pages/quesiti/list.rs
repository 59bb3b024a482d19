//! The quesiti of an employer, with the filters in the address.

mod filters;

use cassetto_api::endpoint::{Nulla, parse_query};
use cassetto_api::modello::QuesitoVoce;
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti};
use filters::Filters;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::quesiti_table::QuesitiTable;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, t};
use crate::per_conto::{use_datore, use_nomi};
use crate::poll::poll;
use crate::rotta::{Passo, Rotta};

pub fn page() -> AnyView {
    let client = use_client();
    let datore = use_datore();
    let search = use_location().search;
    let filtro = Memo::new(move |_| parse_query::<FiltroQuesiti>(&search.get()).unwrap_or_default());
    let elenco = Elenco::new(move |cursor, abort| {
        let filtro = FiltroQuesiti { datore: datore.get(), cursor, limit: None, ..filtro.get() };
        client.get::<ListQuesiti>(&Nulla {}, &filtro, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let voci = Signal::derive(move || elenco.voci(|voce: &QuesitoVoce| voce.id));
    let nomi = use_nomi();
    Effect::new(move || {
        if let (Some(datore), Some(nome)) = (datore.get(), voci.with(|voci| voci.first().map(|voce| voce.datore.clone()))) {
            nomi.learn(datore, &nome);
        }
    });
    let empty = Memo::new(move |_| elenco.is_empty());
    let filtered = Signal::derive(move || filtro.get() != FiltroQuesiti::default());
    let conto = Signal::derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    let mine = datore.get_untracked().is_none();
    view! {
        {move || datore.get().map(|datore| view! { <super::PerContoBanner datore=datore /> })}
        <div class="page-head">
            <Titolo testo=Signal::stored(t(K::NavQuesiti).to_owned()) />
            {mine
                .then(|| {
                    view! {
                        <a class="btn btn-primary" href=Rotta::Nuovo(Passo::Rapporto).path()>
                            <Icon nome="piu" />
                            {t(K::InizioNuovo)}
                        </a>
                    }
                })}
        </div>
        {move || view! { <Filters filtro=filtro.get() datore=datore.get() /> }}
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || match (empty.get(), filtered.get()) {
                (false, _) => {
                    let href = |datore, id| Rotta::quesito(datore, id).path();
                    view! {
                        <QuesitiTable voci=voci didascalia=t(K::NavQuesiti) href=href datore=datore.get() />
                        {end_of(elenco, conto)}
                    }
                        .into_any()
                }
                (true, true) => {
                    view! {
                        <Empty icona="cerca" titolo=t(K::ElencoNessunRisultato) testo=t(K::ElencoNessunRisultatoTesto)>
                            <a class="btn btn-outline-primary" href=Rotta::quesiti(datore.get_untracked()).path()>
                                {t(K::FiltroTogli)}
                            </a>
                        </Empty>
                    }
                        .into_any()
                }
                (true, false) => {
                    view! { <Empty icona="busta" titolo=t(K::ElencoVuoto) testo=t(if mine { K::ElencoVuotoTesto } else { K::ElencoVuotoLoro }) /> }
                        .into_any()
                }
            }}
        </Load>
    }
    .into_any()
}
