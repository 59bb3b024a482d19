//! Quesiti in rows: a table where there is room, cards on a phone. A browser that lays a `table` out as cards may tell nobody that it
//! is one: roles say it in both.

use cassetto_api::modello::QuesitoVoce;
use cassetto_domain::id::QuesitoId;

use super::keyed::{Keyed, riga};
use super::state_chip::StateChip;
use crate::format;
use crate::i18n::{self, K};
use crate::vista::prelude::*;

#[component]
pub fn QuesitiTable(
    #[prop(into)] voci: Signal<Vec<QuesitoVoce>>,
    didascalia: &'static str,
    /// Where a row leads.
    href: fn(Option<cassetto_domain::id::PersonaId>, QuesitoId) -> String,
    #[prop(optional_no_strip)] datore: Option<cassetto_domain::id::PersonaId>,
) -> Nodo {
    let righe = derive(move || {
        let rows = voci.get().into_iter();
        rows.map(|voce| {
            let key = format!("{} {} {}", voce.id, voce.versione, voce.da_leggere);
            let address = href(datore, voce.id);
            riga(key, move || row(voce.clone(), address.clone()))
        })
        .collect()
    });
    view! {
        <div class="quesiti" role="table" aria-label=didascalia>
            <div class="quesiti-head" role="rowgroup">
                <div role="row">
                    <span role="columnheader">{K::ElencoOggetto}</span>
                    <span role="columnheader">{K::ElencoRapporto}</span>
                    <span role="columnheader">{K::ElencoData}</span>
                    <span role="columnheader">{K::ElencoStato}</span>
                </div>
            </div>
            <div class="quesiti-body" role="rowgroup">
                <Keyed righe=righe />
            </div>
        </div>
    }
}

fn row(voce: QuesitoVoce, address: String) -> Nodo {
    view! {
        <div class="quesiti-row" role="row" class:unread=voce.da_leggere>
            <div role="cell" class="quesiti-main">
                <a class="stretched-link" href=address lang="it">
                    {voce.oggetto.clone()}
                </a>
                <span class="muted small">
                    {i18n::categoria(voce.gestione, &voce.categoria.codice, voce.categoria.versione)}
                </span>
            </div>
            <div role="cell" class="quesiti-who">{voce.lavoratore.clone()}</div>
            <div role="cell" class="quesiti-when">
                <time datetime=voce.presentato.0.clone()>{format::data(&voce.presentato)}</time>
                <span class="muted small">
                    <span class="visually-hidden">{K::ProtocolloNome}" "</span>
                    {format!("n. {}", voce.protocollo.numero)}
                </span>
            </div>
            <div role="cell" class="quesiti-state">
                <StateChip stato=voce.stato esito=voce.esito />
                {voce.da_leggere.then(|| view! { <span class="badge">{K::ElencoDaLeggere}</span> })}
            </div>
        </div>
    }
}
