//! The employers of an intermediary: found by name, codice fiscale or codice rapporto.

use std::time::Duration;

use cassetto_api::datori::{DatoreVoce, FiltroDatori, ListDatori};
use cassetto_domain::delega::Diritti;

use crate::api::use_client;
use crate::browser;
use crate::components::empty::Empty;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::keyed::{Keyed, Riga, riga};
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::elenco::Elenco;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::per_conto::use_nomi;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// Typing settles before the list is asked for.
const PAUSE: Duration = Duration::from_millis(300);

#[component]
pub fn Datori() -> Nodo {
    let cerca = RwSignal::new(String::new());
    let testo = settled(cerca);
    let now = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        settle(testo, cerca.get_untracked().trim().to_owned());
    };
    // On a phone what waits comes first: the whole list opens on request.
    let tutti = RwSignal::new(browser::is_wide());
    view! {
        <form role="search" class="search" on:submit=now>
            <Field id="cerca-datore" label=t(K::DatoriCerca) suggerimento=t(K::DatoriSuggerimento) valore=cerca tipo="search">
                <button type="submit" class="btn btn-outline-primary btn-show">
                    {K::PersoneCerca}
                </button>
            </Field>
        </form>
        {move || {
            if tutti.get() || !testo.with(String::is_empty) {
                list(testo)
            } else {
                view! {
                    <button type="button" class="btn btn-outline-primary" on:click=move |_| tutti.set(true)>
                        {K::DatoriVedi}
                    </button>
                }
            }
        }}
    }
}

fn list(testo: RwSignal<String>) -> Nodo {
    let client = use_client();
    let elenco = Elenco::new(move |cursor, abort| {
        let testo = testo.get();
        let filtro = FiltroDatori { testo: (!testo.is_empty()).then_some(testo), cursor, limit: None };
        client.search::<ListDatori>(&filtro, abort)
    });
    let righe = derive(move || elenco.voci(|datore: &DatoreVoce| datore.id).into_iter().map(row).collect());
    let conto = derive(move || count(K::DatoriUno, K::DatoriAltri, elenco.quanti()));
    let empty = memo(move || elenco.is_empty());
    view! {
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if empty.get() {
                    view! { <Empty icona="cerca" titolo=t(K::DatoriNessunoTitolo) testo=t(K::DatoriNessunoTesto) /> }
                } else {
                    ().nodo()
                }
            }}
            <ul class="link-list">
                <Keyed righe=righe />
            </ul>
            {end_of(elenco, conto)}
        </Load>
    }
}

fn row(datore: DatoreVoce) -> Riga {
    riga(datore.id.to_string(), move || link(datore.clone()))
}

fn link(datore: DatoreVoce) -> Nodo {
    let nomi = use_nomi();
    let DatoreVoce { id, nome, codice_fiscale, scrive, al } = datore;
    let known = nome.clone();
    view! {
        <li>
            <a href=Rotta::Datore(id).path() on:click=move |_| {
                nomi.learn(id, &known);
                nomi.allow(id, Diritti { legge: true, scrive });
            }>
                <span>{nome}</span>
                <span class="muted small">
                    {K::DatoriCodice} " …" {codice_fiscale}
                    {(!scrive).then(|| format!(" · {}", t(K::DatoriSolaLettura)))}
                    {al.map(|al| format!(" · {}", fill(K::DatoriFino, &[("giorno", &format::giorno_medio(&al))])))}
                </span>
                <Icon nome="avanti" />
            </a>
        </li>
    }
}

/// Not again what was asked for meanwhile.
fn settle(settled: RwSignal<String>, text: String) {
    if settled.try_with_untracked(|known| *known != text) == Some(true) {
        settled.set(text);
    }
}

/// The text as it is once nobody has typed for a moment.
fn settled(typed: RwSignal<String>) -> RwSignal<String> {
    let settled = RwSignal::new(String::new());
    let timer = StoredValue::new(None::<TimeoutHandle>);
    effect(move || {
        let text = typed.get().trim().to_owned();
        if let Some(timer) = timer.get_value() {
            timer.clear();
        }
        if text == settled.get_untracked() {
            return;
        }
        timer.set_value(set_timeout_with_handle(move || settle(settled, text), PAUSE).ok());
    });
    settled
}
