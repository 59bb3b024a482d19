//! Quesiti in rows: a table where there is room, cards on a phone. The roles keep it a table for screen readers in both.

use cassetto_api::modello::QuesitoVoce;
use cassetto_domain::id::QuesitoId;
use leptos::prelude::*;

use super::keyed::{Keyed, riga};
use super::state_chip::StateChip;
use crate::format;
use crate::i18n::{self, K, t};

#[component]
pub fn QuesitiTable(
    #[prop(into)] voci: Signal<Vec<QuesitoVoce>>,
    didascalia: &'static str,
    /// Where a row leads.
    href: fn(Option<cassetto_domain::id::PersonaId>, QuesitoId) -> String,
    #[prop(optional_no_strip)] datore: Option<cassetto_domain::id::PersonaId>,
) -> AnyView {
    let righe = Signal::derive(move || {
        let rows = voci.get().into_iter();
        rows.map(|voce| {
            let key = format!("{} {} {}", voce.id, voce.versione, voce.da_leggere);
            let address = href(datore, voce.id);
            riga(key, move || row(voce.clone(), address.clone()))
        })
        .collect()
    });
    view! {
        <table class="quesiti" role="table">
            <caption class="visually-hidden">{didascalia}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t(K::ElencoOggetto)}</th>
                    <th role="columnheader" scope="col">{t(K::ElencoRapporto)}</th>
                    <th role="columnheader" scope="col">{t(K::ElencoData)}</th>
                    <th role="columnheader" scope="col">{t(K::ElencoStato)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <Keyed righe=righe />
            </tbody>
        </table>
    }
    .into_any()
}

fn row(voce: QuesitoVoce, address: String) -> AnyView {
    view! {
        <tr role="row" class:unread=voce.da_leggere>
            <td role="cell" class="quesiti-main">
                <a class="stretched-link" href=address lang="it">
                    {voce.oggetto.clone()}
                </a>
                <span class="muted small">
                    {i18n::categoria(voce.gestione, &voce.categoria.codice, voce.categoria.versione)}
                </span>
                {voce.da_leggere.then(|| view! { <span class="badge">{t(K::ElencoDaLeggere)}</span> })}
            </td>
            <td role="cell" class="quesiti-who">{voce.lavoratore.clone()}</td>
            <td role="cell" class="quesiti-when">
                <time datetime=voce.presentato.0.clone()>{format::data(&voce.presentato)}</time>
                <span class="muted small">
                    <span class="visually-hidden">{t(K::ProtocolloNome)}" "</span>
                    {format!("n. {}", voce.protocollo.numero)}
                </span>
            </td>
            <td role="cell" class="quesiti-state">
                <StateChip stato=voce.stato esito=voce.esito />
            </td>
        </tr>
    }
    .into_any()
}
