//! The people who work for the employer.

use cassetto_api::modello::{RapportoVoce, StatoRapportoVoce};
use leptos::prelude::*;

use crate::i18n::{K, count, fill, t};
use crate::{format, parole};

#[component]
pub fn Rapporti(rapporti: Vec<RapportoVoce>) -> AnyView {
    let empty = rapporti.is_empty();
    let rows = rapporti
        .into_iter()
        .map(|rapporto| {
            let since = match &rapporto.fine {
                Some(fine) => fill(K::RapportoDalAl, &[("dal", &format::giorno(&rapporto.inizio)), ("al", &format::giorno(fine))]),
                None => fill(K::RapportoDal, &[("dal", &format::giorno(&rapporto.inizio))]),
            };
            let class = if rapporto.stato == StatoRapportoVoce::Attivo { "chip chip-accolta" } else { "chip chip-chiusa" };
            view! {
                <li class="card">
                    <div class="card-body">
                        <p class="card-title">{rapporto.lavoratore}</p>
                        <p>
                            {parole::mansione(rapporto.mansione)} ", "
                            {count(K::RapportoOraUna, K::RapportoOreAltre, usize::from(rapporto.ore_settimanali))}
                        </p>
                        <p class="muted small">{since} " · " {t(K::RapportoCodice)} " " {rapporto.codice}</p>
                        <p class="chips">
                            <span class=class>{parole::stato_rapporto(rapporto.stato)}</span>
                        </p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="rapporti">
            <h2 id="rapporti">{t(K::InizioRapporti)}</h2>
            {empty.then(|| view! { <p class="muted">{t(K::InizioNessunRapporto)}</p> })}
            <ul class="cards">{rows}</ul>
        </section>
    }
    .into_any()
}
