//! What one was told, by which channels, and how it went.

mod voce;

use cassetto_api::avvisi::{AvvisoVoce, FiltroAvvisi, ListAvvisi};
use cassetto_api::endpoint::Nulla;

use crate::api::use_client;
use crate::badge;
use crate::components::empty::Empty;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, t};
use crate::poll::poll;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let client = use_client();
    // Whoever looks here has seen that there is something.
    badge::clear();
    let elenco = Elenco::new(move |cursor, abort| client.get::<ListAvvisi>(&Nulla {}, &FiltroAvvisi { cursor, limit: None }, abort));
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let empty = memo(move || elenco.is_empty());
    let conto = derive(move || count(K::AvvisiUno, K::AvvisiAltri, elenco.quanti()));
    view! {
        <Titolo testo=Signal::stored(t(K::AvvisiTitolo).to_owned()) />
        <p class="lead">{K::AvvisiTesto}</p>
        <p>
            <a class="jump" href=Rotta::Contatti.path()>{K::AvvisiContatti}</a>
        </p>
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if empty.get() {
                    view! { <Empty icona="busta" titolo=t(K::AvvisiVuoto) testo=t(K::AvvisiVuotoTesto) /> }
                } else {
                    // The end of the list stays as it is when others come.
                    let voci = move || {
                        elenco.voci(|avviso: &AvvisoVoce| avviso.id).into_iter().map(|avviso| voce::view(&avviso)).collect_view()
                    };
                    view! {
                        <ul class="cards">{voci}</ul>
                        {end_of(elenco, conto)}
                    }
                }
            }}
        </Load>
    }
}
