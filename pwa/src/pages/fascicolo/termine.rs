//! How much of the term is left, in words and colour.

use cassetto_api::modello::{QuesitoVoce, StatoVoce};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::format;
use crate::i18n::{K, fill, t};

/// From this many days on, a term is near.
const NEAR_DAYS: i64 = 5;

#[component]
pub fn TermChip(voce: QuesitoVoce) -> AnyView {
    if voce.stato == StatoVoce::Chiusa {
        return ().into_any();
    }
    let days = format::giorni_a(&voce.termine);
    let (class, icona, testo) = match days {
        ..0 => ("chip chip-respinta", "attenzione", fill(K::TermineScaduto, &[("quando", &format::distanza(days))])),
        0..=NEAR_DAYS => ("chip chip-aperta", "orologio", fill(K::TermineScade, &[("quando", &format::distanza(days))])),
        _ => ("chip chip-chiusa", "calendario", fill(K::TermineScade, &[("quando", &format::distanza(days))])),
    };
    view! {
        <span class=class title=t(K::DettaglioTermine)>
            <Icon nome=icona />
            {testo}
        </span>
    }
    .into_any()
}
