//! One quesito on an operator's desk: the sequence and what can be done.

mod altro;
mod assegna;
pub mod azioni;
mod banco;
mod chiudi;
mod commenta;
mod dati;
mod inizio;
mod invio;
mod mossa;
mod prendi;
mod richiedi;
mod rilascia;
mod rimasto;
mod rispondi;
mod ritira;
mod scrivania;
mod trasferisci;

use banco::Banco;
pub use banco::{Posto, Riquadro};
pub use mossa::Mossa;

use super::tasti::{BottoneTasti, ElencoTasti, Tasti};
use crate::components::icon::Icon;
use crate::i18n::K;
use crate::indirizzo::use_indirizzo;
use crate::pages::quesiti::detail::use_id;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// The desk beside the queue, which gives it its [`Posto`].
pub fn parte() -> Nodo {
    view! { <Banco posto=expect_context() /> }
}

/// The page of one quesito, where a link leads to it; the queue shows the same beside its list.
pub fn page() -> Nodo {
    let tasti = Tasti::provide();
    let id = use_id();
    let indirizzo = use_indirizzo();
    let go = move |rotta: Rotta| indirizzo.go(&rotta.path());
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
            <nav class="back no-print office-head" aria-label=K::NavIndietro>
                <a href=Rotta::Coda.path()>
                    <Icon nome="indietro" />
                    {K::NavCoda}
                </a>
                <BottoneTasti />
            </nav>
            {move || match id.get() {
                Some(id) => {
                    view! { <Banco posto=Posto { id, riquadro: Riquadro::Pagina, desta, cambiato: Callback::new(|()| ()), lascia } /> }
                }
                None => crate::pages::not_found::page(),
            }}
            <ElencoTasti />
        </div>
    }
}
