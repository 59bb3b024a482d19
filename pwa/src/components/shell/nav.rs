//! The menu. It scrolls away with the header: nothing lies over the page on a small screen or with large text.

use cassetto_api::modello::RuoloVoce;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::rotta::{Passo, Rotta};

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
            Item { rotta: Rotta::Nuovo(Passo::Rapporto), testo: K::NavNuovo, icona: "piu" },
        ],
        RuoloVoce::Intermediario => vec![Item { rotta: Rotta::Inizio, testo: K::NavDatori, icona: "persone" }],
        RuoloVoce::Operatore => vec![Item { rotta: Rotta::Coda, testo: K::NavCoda, icona: "elenco" }],
    }
}

#[component]
pub fn Nav(ruolo: RuoloVoce) -> AnyView {
    let path = use_location().pathname;
    let links = items(ruolo)
        .into_iter()
        .map(|Item { rotta, testo, icona }| {
            view! {
                <li>
                    <a href=rotta.path() aria-current=move || current(rotta, &path.get()).then_some("page")>
                        <Icon nome=icona />
                        <span>{t(testo)}</span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav aria-label=t(K::NavMenu)>
            <ul>{links}</ul>
        </nav>
    }
    .into_any()
}

fn current(rotta: Rotta, path: &str) -> bool {
    let wizard = path.starts_with("/quesiti/nuovo");
    match rotta {
        Rotta::Nuovo(_) => wizard,
        Rotta::Quesiti => path.starts_with("/quesiti") && !wizard,
        Rotta::Coda => path == "/" || path.starts_with("/coda") || path.starts_with("/quesiti"),
        Rotta::Inizio => path == "/" || path.starts_with("/datori"),
        other => other.path() == path,
    }
}
