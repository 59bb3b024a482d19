//! A photo was shared into a new quesito by who acts for others: for whom, first.

use leptos::task::spawn_local;

use crate::app::Nome;
use crate::components::empty::Empty;
use crate::components::titolo::Titolo;
use crate::condivisi;
use crate::i18n::{K, t};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// In the wizard's place, as long as something waits.
pub fn page() -> Nodo {
    let quanti = RwSignal::new(None);
    spawn_local(async move {
        quanti.set(Some(condivisi::waiting().await));
    });
    view! {
        {move || match quanti.get() {
            None => view! { <Nome /> },
            Some(0) => super::not_found::page(),
            Some(_) => choose(),
        }}
    }
}

fn choose() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::CondivisiTitolo).to_owned()) />
        <Empty icona="documento" titolo=t(K::CondivisiPerChi) testo=t(K::CondivisiAspettano)>
            <a class="btn btn-primary" href=Rotta::Inizio.path()>
                {K::CondivisiScegli}
            </a>
        </Empty>
    }
}
