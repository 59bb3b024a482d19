//! The queue of the operator's sede.

mod table;

use cassetto_api::endpoint::{Nulla, parse_query};
use cassetto_api::fascicolo::{FiltroCoda, ListCoda};
use cassetto_api::modello::{QuesitoVoce, StatoVoce};
use cassetto_domain::categoria;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use table::CodaTable;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::select_field::SelectField;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{self, K, count, fill, t};
use crate::poll::poll;
use crate::rotta::Rotta;
use crate::session::use_accesso;

pub fn page() -> AnyView {
    let client = use_client();
    let search = use_location().search;
    let filtro = Memo::new(move |_| parse_query::<FiltroCoda>(&search.get()).unwrap_or_else(|_| first()));
    let elenco = Elenco::new(move |cursor, abort| {
        let filtro = FiltroCoda { cursor, limit: None, ..filtro.get() };
        client.get::<ListCoda>(&Nulla {}, &filtro, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let voci = Signal::derive(move || elenco.voci(|voce: &QuesitoVoce| voce.id));
    let empty = Memo::new(move |_| elenco.is_empty());
    let conto = Signal::derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    let accesso = use_accesso();
    let sede = accesso.with_untracked(|accesso| accesso.sessione().and_then(|sessione| sessione.sede.clone()));
    let heading = sede.map_or_else(|| t(K::NavCoda).to_owned(), |sede| fill(K::CodaTitolo, &[("sede", &sede.nome)]));
    view! {
        <Titolo testo=Signal::stored(heading) pagina=Signal::stored(t(K::NavCoda).to_owned()) />
        <Tabs filtro=filtro />
        <Filters filtro=filtro />
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if empty.get() {
                    view! { <Empty icona="spunta" titolo=t(K::CodaVuota) testo=t(K::CodaVuotaTesto) /> }.into_any()
                } else {
                    view! {
                        <CodaTable voci=voci />
                        {end_of(elenco, conto)}
                    }
                        .into_any()
                }
            }}
        </Load>
    }
    .into_any()
}

fn first() -> FiltroCoda {
    FiltroCoda { stato: StatoVoce::Aperta, categoria: None, miei: false, cursor: None, limit: None }
}

fn address(filtro: &FiltroCoda) -> String {
    let filtro = FiltroCoda { cursor: None, limit: None, ..filtro.clone() };
    format!("{}?{}", Rotta::Coda.path(), serde_urlencoded::to_string(&filtro).unwrap_or_default())
}

#[component]
fn Tabs(filtro: Memo<FiltroCoda>) -> AnyView {
    let tabs = [(StatoVoce::Aperta, K::CodaAperte), (StatoVoce::InCarico, K::CodaInCarico), (StatoVoce::Chiusa, K::CodaChiuse)];
    let links = tabs
        .into_iter()
        .map(|(stato, testo)| {
            view! {
                <li>
                    <a
                        href=move || address(&FiltroCoda { stato, ..filtro.get() })
                        aria-current=move || (filtro.with(|filtro| filtro.stato) == stato).then_some("page")
                    >
                        {t(testo)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="tabs" aria-label=t(K::CodaStati)>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

#[component]
fn Filters(filtro: Memo<FiltroCoda>) -> AnyView {
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |filtro: FiltroCoda| {
        let options = NavigateOptions { scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|navigate| navigate(&address(&filtro), options));
    };
    let categoria = RwSignal::new(filtro.with_untracked(|filtro| filtro.categoria.clone().unwrap_or_default()));
    Effect::new(move || {
        let chosen = Some(categoria.get()).filter(|codice| !codice.is_empty());
        let now = filtro.get_untracked();
        if now.categoria != chosen {
            go(FiltroCoda { categoria: chosen, ..now });
        }
    });
    let all = (String::new(), t(K::FiltroTutti).to_owned());
    let voci = categoria::corrente().voci.iter().map(|voce| (voce.codice.clone(), i18n::pick(&voce.nome).to_owned()));
    let scelte: Vec<_> = [all].into_iter().chain(voci).collect();
    view! {
        <div class="queue-filters">
            <SelectField id="coda-categoria" label=t(K::FiltroCategoria) valore=categoria scelte=scelte />
            <div class="check">
                <input
                    type="checkbox"
                    id="coda-miei"
                    prop:checked=move || filtro.with(|filtro| filtro.miei)
                    on:change=move |event| {
                        let miei = event_target_checked(&event);
                        go(FiltroCoda { miei, ..filtro.get_untracked() });
                    }
                />
                <label for="coda-miei">{t(K::CodaSoloMiei)}</label>
            </div>
        </div>
    }
    .into_any()
}
