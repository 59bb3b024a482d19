//! The employers of an intermediary.

use std::time::Duration;

use cassetto_api::datori::{DatoreVoce, FiltroDatori, ListDatori};
use leptos::prelude::*;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::keyed::{Keyed, Riga, riga};
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, t};
use crate::per_conto::use_nomi;
use crate::rotta::Rotta;

/// Typing settles before the list is asked for.
const PAUSE: Duration = Duration::from_millis(300);

pub fn page() -> AnyView {
    let client = use_client();
    let cerca = RwSignal::new(String::new());
    let cognome = settled(cerca);
    let elenco = Elenco::new(move |cursor, abort| {
        let cognome = cognome.get();
        let filtro = FiltroDatori { cognome: (!cognome.is_empty()).then_some(cognome), cursor, limit: None };
        client.search::<ListDatori>(&filtro, abort)
    });
    let righe = Signal::derive(move || elenco.voci(|datore: &DatoreVoce| datore.id).into_iter().map(row).collect());
    let conto = Signal::derive(move || count(K::DatoriUno, K::DatoriAltri, elenco.quanti()));
    view! {
        <Titolo testo=Signal::stored(t(K::DatoriTitolo).to_owned()) />
        <p class="lead">{t(K::DatoriTesto)}</p>
        <form role="search" class="search" on:submit=|event| event.prevent_default()>
            <Field id="cognome" label=t(K::DatoriCerca) valore=cerca tipo="search" />
        </form>
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if elenco.is_empty() {
                    view! { <Empty icona="cerca" titolo=t(K::DatoriNessunoTitolo) testo=t(K::DatoriNessunoTesto) /> }.into_any()
                } else {
                    ().into_any()
                }
            }}
            <ul class="link-list">
                <Keyed righe=righe />
            </ul>
            {end_of(elenco, conto)}
        </Load>
    }
    .into_any()
}

fn row(datore: DatoreVoce) -> Riga {
    riga(datore.id.to_string(), move || link(datore.clone()))
}

fn link(datore: DatoreVoce) -> AnyView {
    let nomi = use_nomi();
    let DatoreVoce { id, nome, codice_fiscale } = datore;
    let known = nome.clone();
    view! {
        <li>
            <a href=Rotta::Datore(id).path() on:click=move |_| nomi.learn(id, &known)>
                <span>{nome}</span>
                <span class="muted small">{t(K::DatoriCodice)} " …" {codice_fiscale}</span>
                <Icon nome="avanti" />
            </a>
        </li>
    }
    .into_any()
}

/// The text as it is once nobody has typed for a moment.
fn settled(typed: RwSignal<String>) -> RwSignal<String> {
    let settled = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let text = typed.get().trim().to_owned();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        if text == settled.get_untracked() {
            return;
        }
        timer.set_value(set_timeout_with_handle(move || drop(settled.try_set(text)), PAUSE).ok());
    });
    settled
}
