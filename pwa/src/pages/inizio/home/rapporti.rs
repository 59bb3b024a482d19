//! The people who work for the employer.

use cassetto_api::modello::{GestioneVoce, RapportoVoce, StatoRapportoVoce};
use cassetto_domain::id::PersonaId;

use crate::bozza::Seme;
use crate::components::chiedi::Chiedi;
use crate::i18n::{K, count, fill};
use crate::vista::prelude::*;
use crate::{format, parole};

/// What there is besides.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Altro {
    Niente,
    Posizioni,
}

#[component]
pub fn Rapporti(
    rapporti: Vec<RapportoVoce>,
    /// Whether there is something else to show: then no rapporto is nothing to tell.
    altro: Altro,
    #[prop(optional_no_strip)] datore: Option<PersonaId>,
) -> Nodo {
    let empty = rapporti.is_empty();
    if empty && altro == Altro::Posizioni {
        return ().nodo();
    }
    let rows = rapporti
        .into_iter()
        .map(|rapporto| {
            let since = match &rapporto.fine {
                Some(fine) => fill(K::RapportoDalAl, &[("dal", &format::giorno(&rapporto.inizio)), ("al", &format::giorno(fine))]),
                None => fill(K::RapportoDal, &[("dal", &format::giorno(&rapporto.inizio))]),
            };
            let class = if rapporto.stato == StatoRapportoVoce::Attivo { "chip chip-accolta" } else { "chip chip-chiusa" };
            let seme = Seme::rapporto(GestioneVoce::LavoroDomestico, &rapporto.codice);
            view! {
                <li class="card">
                    <div class="card-body">
                        <p class="card-title">{rapporto.lavoratore.clone()}</p>
                        <p>
                            {parole::mansione(rapporto.mansione)} ", "
                            {count(K::RapportoOraUna, K::RapportoOreAltre, usize::from(rapporto.ore_settimanali))}
                        </p>
                        <p class="muted small">{since} " · " {K::RapportoCodice} " " {rapporto.codice.clone()}</p>
                        <p class="chips">
                            <span class=class>{parole::stato_rapporto(rapporto.stato)}</span>
                        </p>
                        <Chiedi seme=seme datore=datore che=rapporto.lavoratore.clone() />
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <section aria-labelledby="rapporti">
            <h2 id="rapporti">{K::InizioRapporti}</h2>
            {empty.then(|| view! { <p class="muted">{K::InizioNessunRapporto}</p> })}
            <ul class="cards">{rows}</ul>
        </section>
    }
}
