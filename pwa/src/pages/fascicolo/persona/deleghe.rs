//! Who acts for a person, who did, who asked to.

use cassetto_api::fascicolo::DelegaPersona;
use cassetto_api::modello::StatoDelegaVoce;
use cassetto_domain::delega::TipoDelega;

use crate::format;
use crate::i18n::{self, K, fill, t};
use crate::vista::prelude::*;

#[component]
pub fn Deleghe(voci: Vec<DelegaPersona>) -> Nodo {
    if voci.is_empty() {
        return view! { <p class="muted">{K::PersonaSenzaDeleghe}</p> };
    }
    let rows = voci
        .into_iter()
        .map(|voce| {
            let kind = TipoDelega::parse(&voce.tipo).map_or_else(|_| voce.tipo.clone(), |tipo| i18n::pick(tipo.nome()).to_owned());
            view! {
                <li class="card">
                    <div class="card-body">
                        <p class="card-title">{voce.intermediario.clone()}</p>
                        <p class="muted small">{kind}</p>
                        <p class="chips">
                            <span class=class(voce.stato)>{t(state(voce.stato))}</span>
                            <span class="muted small">{when(&voce)}</span>
                        </p>
                    </div>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="cards person-cards" role="list">
            {rows}
        </ul>
    }
}

fn when(voce: &DelegaPersona) -> String {
    let Some(dal) = voce.dal.as_ref().map(format::giorno_medio) else { return String::new() };
    match voce.al.as_ref().map(format::giorno_medio) {
        Some(al) => fill(K::RapportoDalAl, &[("dal", &dal), ("al", &al)]),
        None => fill(K::RapportoDal, &[("dal", &dal)]),
    }
}

const fn state(stato: StatoDelegaVoce) -> K {
    match stato {
        StatoDelegaVoce::Richiesta => K::PersonaDelegaRichiesta,
        StatoDelegaVoce::Attiva => K::PersonaDelegaAttiva,
        StatoDelegaVoce::Rifiutata => K::PersonaDelegaRifiutata,
        StatoDelegaVoce::Revocata => K::PersonaDelegaRevocata,
        StatoDelegaVoce::Scaduta => K::PersonaDelegaScaduta,
    }
}

const fn class(stato: StatoDelegaVoce) -> &'static str {
    match stato {
        StatoDelegaVoce::Attiva => "chip chip-accolta",
        StatoDelegaVoce::Richiesta => "chip chip-aperta",
        StatoDelegaVoce::Rifiutata | StatoDelegaVoce::Revocata | StatoDelegaVoce::Scaduta => "chip chip-chiusa",
    }
}
