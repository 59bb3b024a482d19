//! The menu. It scrolls away with the header: nothing lies over the page on a small screen or with large text.

use cassetto_api::modello::RuoloVoce;

use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::menu::use_menu;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

#[derive(Clone, Copy)]
struct Item {
    rotta: Rotta,
    testo: K,
    icona: &'static str,
}

fn items(ruolo: RuoloVoce) -> Vec<Item> {
    match ruolo {
        RuoloVoce::Datore => vec![
            Item { rotta: Rotta::Inizio, testo: K::NavInizio, icona: "casa" },
            Item { rotta: Rotta::Quesiti, testo: K::NavQuesiti, icona: "elenco" },
            Item { rotta: Rotta::Nuovo(Passo::Gestione), testo: K::NavNuovo, icona: "piu" },
            Item { rotta: Rotta::Pagamenti, testo: K::NavPagamenti, icona: "calendario" },
            Item { rotta: Rotta::Deleghe, testo: K::NavDeleghe, icona: "persone" },
        ],
        RuoloVoce::Intermediario => vec![
            Item { rotta: Rotta::Inizio, testo: K::NavDatori, icona: "persone" },
            Item { rotta: Rotta::Deleghe, testo: K::NavDeleghe, icona: "documento" },
        ],
        RuoloVoce::Operatore => office().to_vec(),
        RuoloVoce::Responsabile => {
            let more = [
                Item { rotta: Rotta::Cruscotto, testo: K::NavCruscotto, icona: "orologio" },
                Item { rotta: Rotta::Registri, testo: K::NavRegistri, icona: "documento" },
            ];
            office().into_iter().chain(more).collect()
        }
    }
}

const fn office() -> [Item; 2] {
    [
        Item { rotta: Rotta::Coda, testo: K::NavCoda, icona: "elenco" },
        Item { rotta: Rotta::Persone, testo: K::NavPersone, icona: "persone" },
    ]
}

#[component]
pub fn Nav(ruolo: RuoloVoce) -> Nodo {
    let path = use_indirizzo().path();
    let menu = use_menu();
    let links = items(ruolo)
        .into_iter()
        .map(|Item { rotta, testo, icona }| {
            view! {
                <li hidden=move || rotta == Rotta::Pagamenti && !menu.has_pagamenti()>
                    <a href=rotta.path() aria-current=move || current(rotta, &path.get()).then_some("page")>
                        <Icon nome=icona />
                        <span>{t(testo)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=K::NavMenu>
            <ul>{links}</ul>
        </nav>
    }
}

fn current(rotta: Rotta, path: &str) -> bool {
    let wizard = path.starts_with("/quesiti/nuovo");
    match rotta {
        Rotta::Nuovo(_) => wizard,
        Rotta::Quesiti => path.starts_with("/quesiti") && !wizard,
        Rotta::Coda => path == "/" || path.starts_with("/coda") || path.starts_with("/quesiti"),
        Rotta::Deleghe => path.starts_with("/deleghe"),
        Rotta::Persone => path.starts_with("/persone"),
        Rotta::Inizio => path == "/" || path.starts_with("/datori"),
        other => other.path() == path,
    }
}
