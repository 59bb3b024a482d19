//! The list beside an open quesito, where there is room for both.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::QuesitoVoce;
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti};
use cassetto_domain::id::{PersonaId, QuesitoId};

use super::detail::use_id;
use crate::api::use_client;
use crate::components::keyed::{Keyed, Riga, riga};
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::state_chip::StateChip;
use crate::elenco::Elenco;
use crate::format;
use crate::i18n::{K, count};
use crate::per_conto::use_datore;
use crate::poll::poll;
use crate::ricerca::use_ricerca;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// Around it stands the place that the page keeps for it.
pub fn parte() -> Nodo {
    let (datore, aperto) = (use_datore(), use_id());
    let client = use_client();
    let ricerca = use_ricerca().of(datore.get_untracked());
    let elenco = Elenco::new(move |cursor, abort| {
        let filtro = FiltroQuesiti { datore: datore.get(), cursor, limit: None, ..ricerca.filtro(&ricerca.indirizzo()) };
        client.get::<ListQuesiti>(&Nulla {}, &filtro, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let righe = derive(move || {
        let datore = datore.get();
        elenco.voci(|voce: &QuesitoVoce| voce.id).into_iter().map(|voce| row(voce, datore, aperto)).collect::<Vec<Riga>>()
    });
    let conto = derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    view! {
        <Load stato=elenco.prima forma=Forma::Elenco>
            <ul>
                <Keyed righe=righe />
            </ul>
            {end_of(elenco, conto)}
        </Load>
    }
}

fn row(voce: QuesitoVoce, datore: Option<PersonaId>, aperto: Memo<Option<QuesitoId>>) -> Riga {
    let id = voce.id;
    riga(format!("{id} {} {}", voce.versione, voce.da_leggere), move || {
        let href = Rotta::quesito(datore, id).path();
        view! {
            <li class:unread=voce.da_leggere>
                <a href=href aria-current=move || (aperto.get() == Some(id)).then_some("page")>
                    <span class="break" lang="it">
                        {voce.oggetto.clone()}
                    </span>
                    <span class="muted small">{voce.lavoratore.clone()} " · " {format::data(&voce.presentato)}</span>
                    <span class="chips">
                        <StateChip stato=voce.stato esito=voce.esito />
                        {voce.da_leggere.then(|| view! { <span class="badge">{K::ElencoDaLeggere}</span> })}
                    </span>
                </a>
            </li>
        }
    })
}
