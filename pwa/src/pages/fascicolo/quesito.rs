//! One quesito on an operator's desk: the sequence and what can be done.

mod altro;
mod assegna;
mod azioni;
mod banco;
mod chiudi;
mod commenta;
mod dati;
mod invio;
mod mossa;
mod prendi;
mod richiedi;
mod rilascia;
mod rispondi;
mod ritira;
mod scrivania;
mod trasferisci;

pub use banco::{Banco, Riquadro};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
pub use mossa::Mossa;

use super::tasti::{BottoneTasti, ElencoTasti, Tasti};
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::pages::quesiti::detail::use_id;
use crate::rotta::Rotta;

/// The page of one quesito, where a link leads to it; the queue shows the same beside its list.
pub fn page() -> AnyView {
    let tasti = Tasti::provide();
    let id = use_id();
    let navigate = StoredValue::new_local(use_navigate());
    let go = move |rotta: Rotta| navigate.with_value(|navigate| navigate(&rotta.path(), NavigateOptions::default()));
    tasti.listen(move |key| {
        let search = key == "/";
        if search {
            go(Rotta::Persone);
        }
        search
    });
    let desta = RwSignal::new(None);
    let lascia = Callback::new(move |()| go(Rotta::Coda));
    view! {
        <div class="office">
            <nav class="back no-print office-head" aria-label=t(K::NavIndietro)>
                <a href=Rotta::Coda.path()>
                    <Icon nome="indietro" />
                    {t(K::NavCoda)}
                </a>
                <BottoneTasti />
            </nav>
            {move || match id.get() {
                Some(id) => {
                    view! { <Banco id=id riquadro=Riquadro::Pagina desta=desta cambiato=Callback::new(|()| ()) lascia=lascia /> }.into_any()
                }
                None => crate::pages::not_found::page(),
            }}
            <ElencoTasti />
        </div>
    }
    .into_any()
}
