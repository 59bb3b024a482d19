//! The quesiti of all the employers of an intermediary, most urgent first: the tab is in the address.

use cassetto_api::deleghe::{FiltroQuesitiDelegati, ListQuesitiDelegati, VistaDelegati};
use cassetto_api::endpoint::{Nulla, parse_query};
use cassetto_api::modello::{QuesitoVoce, StatoVoce};

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::keyed::{Keyed, Riga, riga};
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::state_chip::StateChip;
use crate::elenco::Elenco;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::per_conto::use_nomi;
use crate::poll::poll;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

const VISTE: [(VistaDelegati, &str, K); 5] = [
    (VistaDelegati::ToccaATe, "tocca_a_te", K::DelegatiTocca),
    (VistaDelegati::DaLeggere, "da_leggere", K::DelegatiDaLeggere),
    (VistaDelegati::Aperte, "aperte", K::DelegatiAperte),
    (VistaDelegati::InCarico, "in_carico", K::DelegatiInCarico),
    (VistaDelegati::Chiuse, "chiuse", K::DelegatiChiuse),
];

#[component]
pub fn Quesiti() -> Nodo {
    let client = use_client();
    let search = use_indirizzo().search();
    let vista = memo(move || {
        let filtro: FiltroQuesitiDelegati = search.with(|search| parse_query(search.trim_start_matches('?'))).unwrap_or_default();
        filtro.vista
    });
    let elenco = Elenco::new(move |cursor, abort| {
        client.get::<ListQuesitiDelegati>(&Nulla {}, &FiltroQuesitiDelegati { vista: vista.get(), cursor, limit: None }, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let righe = derive(move || elenco.voci(|voce: &QuesitoVoce| voce.id).into_iter().map(row).collect());
    let conto = derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    let empty = memo(move || elenco.is_empty());
    let tabs = VISTE
        .into_iter()
        .map(|(questa, slug, testo)| {
            view! {
                <li>
                    <a href=format!("/?vista={slug}") aria-current=move || (vista.get() == questa).then_some("page")>
                        {t(testo)}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="nav-tabs" aria-label=K::DelegatiTitolo>
            <ul>{tabs}</ul>
        </nav>
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                empty.get().then(|| view! { <Empty icona="busta" titolo=t(K::DelegatiVuoto) testo=t(K::DelegatiVuotoTesto) /> })
            }}
            <ul class="delegati-list">
                <Keyed righe=righe />
            </ul>
            {move || (!empty.get()).then(|| end_of(elenco, conto))}
        </Load>
    }
}

fn row(voce: QuesitoVoce) -> Riga {
    riga(format!("{} {} {}", voce.id, voce.versione, voce.da_leggere), move || link(voce.clone()))
}

fn link(voce: QuesitoVoce) -> Nodo {
    let nomi = use_nomi();
    let (datore, nome) = (voce.datore_id, voce.datore.clone());
    let due = match (&voce.attesa, voce.stato) {
        (Some(attesa), _) => Some(fill(K::DelegatiDocumento, &[("giorno", &format::giorno(&attesa.entro))])),
        (None, StatoVoce::Chiusa) => None,
        (None, _) => Some(fill(K::DelegatiTermine, &[("giorno", &format::giorno(&voce.termine))])),
    };
    view! {
        <li class:unread=voce.da_leggere>
            <a href=Rotta::QuesitoDi(datore, voce.id).path() on:click=move |_| nomi.learn(datore, &nome)>
                <span class="muted small">{fill(K::DelegatiDi, &[("nome", &voce.datore)])}</span>
                <span class="break delegati-subject" lang="it">
                    {voce.oggetto.clone()}
                </span>
                <span class="muted small">{due}</span>
                <span class="chips">
                    <StateChip stato=voce.stato esito=voce.esito />
                    {voce.da_leggere.then(|| view! { <span class="badge">{K::ElencoDaLeggere}</span> })}
                </span>
            </a>
        </li>
    }
}
