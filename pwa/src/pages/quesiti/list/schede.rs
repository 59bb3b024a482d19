//! All, sent, received.

use cassetto_api::quesiti::{Direzione, FiltroQuesiti};
use cassetto_domain::id::PersonaId;

use super::scelte;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

#[component]
pub fn Schede(filtro: Memo<FiltroQuesiti>, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let tab = move |testo: K, direzione: Option<Direzione>| {
        let href = move || scelte::indirizzo(datore, &FiltroQuesiti { direzione, ..filtro.get() });
        let here = memo(move || filtro.with(|filtro| filtro.direzione) == direzione);
        view! {
            <li>
                <a href=href aria-current=move || here.get().then_some("page")>
                    {t(testo)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav-tabs" aria-label=K::SchedeEtichetta>
            <ul>
                {tab(K::SchedeTutti, None)}
                {tab(K::SchedeInviate, Some(Direzione::Inviate))}
                {tab(K::SchedeRicevute, Some(Direzione::Ricevute))}
            </ul>
        </nav>
    }
}
