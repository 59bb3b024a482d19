//! The window that lists the keys, and turns them on and off.

use super::use_tasti;
use crate::components::modal::Modal;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// Has another name in each language.
const INVIO: &str = "Enter";

/// The keys and what they do.
const TASTI: [(&[&str], K); 13] = [
    (&["j", "↓"], K::TastiSotto),
    (&["k", "↑"], K::TastiSopra),
    (&[INVIO], K::TastiApri),
    (&["x"], K::TastiScegli),
    (&["Esc"], K::TastiEsci),
    (&["t"], K::TastiPrendi),
    (&["r"], K::TastiRispondi),
    (&["d"], K::TastiRichiedi),
    (&["c"], K::TastiChiudi),
    (&["a"], K::TastiAssegna),
    (&["f"], K::TastiTrasferisci),
    (&["/"], K::TastiCerca),
    (&["?"], K::TastiElenco),
];

#[component]
pub fn ElencoTasti() -> Nodo {
    let tasti = use_tasti();
    let righe = move || {
        TASTI
            .into_iter()
            .map(|(keys, testo)| {
                let keys = keys.iter().map(|key| view! { <kbd>{if *key == INVIO { t(K::TastiInvio) } else { key }}</kbd> }).collect_view();
                view! {
                    <div>
                        <dt>{keys}</dt>
                        <dd>{t(testo)}</dd>
                    </div>
                }
            })
            .collect_view()
    };
    view! {
        <Modal id="tasti" titolo=Signal::stored(t(K::TastiTitolo).to_owned()) aperto=tasti.elenco>
            <p class="muted">{K::TastiTesto}</p>
            <dl class="keys">{righe()}</dl>
            <div class="form-check">
                <input
                    type="checkbox"
                    id="tasti-attivi"
                    prop:checked=move || tasti.attivi.get()
                    on:change=move |event| tasti.choose(event_target_checked(&event))
                />
                <label for="tasti-attivi">{K::TastiAttivi}</label>
            </div>
            <div class="btn-row">
                <button type="button" class="btn btn-primary" on:click=move |_| tasti.elenco.set(false)>
                    {K::AzioneChiudi}
                </button>
            </div>
        </Modal>
    }
}

/// What opens it, for who doesn't use keys.
#[component]
pub fn BottoneTasti() -> Nodo {
    let tasti = use_tasti();
    view! {
        <button type="button" class="btn btn-link keys-button" on:click=move |_| tasti.elenco.set(true)>
            {K::TastiTitolo}
            <kbd aria-hidden="true">"?"</kbd>
        </button>
    }
}
