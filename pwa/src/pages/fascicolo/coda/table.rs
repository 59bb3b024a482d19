//! The rows of the queue, with age and term.

use cassetto_api::modello::{QuesitoVoce, StatoVoce};
use leptos::prelude::*;

use crate::components::keyed::{Keyed, riga};
use crate::components::state_chip::StateChip;
use crate::format;
use crate::i18n::{self, K, t};
use crate::pages::fascicolo::termine::TermChip;
use crate::rotta::Rotta;

#[component]
pub fn CodaTable(voci: Signal<Vec<QuesitoVoce>>) -> AnyView {
    let righe = Signal::derive(move || {
        let rows = voci.get().into_iter();
        rows.map(|voce| riga(format!("{} {}", voce.id, voce.versione), move || row(voce.clone()))).collect()
    });
    view! {
        <table class="quesiti queue" role="table">
            <caption class="visually-hidden">{t(K::NavCoda)}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th role="columnheader" scope="col">{t(K::ElencoOggetto)}</th>
                    <th role="columnheader" scope="col">{t(K::CodaDatore)}</th>
                    <th role="columnheader" scope="col">{t(K::CodaEta)}</th>
                    <th role="columnheader" scope="col">{t(K::DettaglioTermine)}</th>
                    <th role="columnheader" scope="col">{t(K::CodaInCaricoA)}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">
                <Keyed righe=righe />
            </tbody>
        </table>
    }
    .into_any()
}

fn row(voce: QuesitoVoce) -> AnyView {
    let age = format::eta(format::giorni_da(&voce.presentato));
    let closed = voce.stato == StatoVoce::Chiusa;
    let term = if closed {
        view! { <StateChip stato=voce.stato esito=voce.esito /> }.into_any()
    } else {
        view! { <TermChip voce=voce.clone() /> }.into_any()
    };
    view! {
        <tr role="row">
            <td role="cell" class="quesiti-main">
                <a class="stretched-link" href=Rotta::Quesito(voce.id).path() lang="it">
                    {voce.oggetto}
                </a>
                <span class="muted small">
                    {i18n::categoria(&voce.categoria.codice, voce.categoria.versione)} " · n. " {voce.protocollo.numero}
                </span>
            </td>
            <td role="cell" class="quesiti-who">{voce.datore}</td>
            <td role="cell" class="quesiti-when">
                {(!closed).then_some(age)}
                <time class="muted small" datetime=voce.presentato.0.clone()>
                    {format::data(&voce.presentato)}
                </time>
            </td>
            <td role="cell" class="quesiti-state">{term}</td>
            <td role="cell" class="quesiti-operator">
                {match voce.operatore {
                    Some(operatore) => view! { <span>{operatore}</span> }.into_any(),
                    None => view! { <span class="muted">{t(K::CodaNessuno)}</span> }.into_any(),
                }}
            </td>
        </tr>
    }
    .into_any()
}
