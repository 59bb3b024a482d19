//! What was written for a move that is no longer allowed, because somebody changed the quesito meanwhile: never lost from sight.

use std::mem::take;

use leptos::task::spawn_local;

use super::mossa::Mossa;
use super::scrivania::{Appunti, Scrivania};
use crate::browser;
use crate::i18n::{K, fill, t};
use crate::vista::prelude::*;

/// Above the form that keeps the words: why it can't be sent, and what can be done with them.
#[component]
pub fn Rimasto(mossa: Mossa, scrivania: Scrivania) -> Nodo {
    let words = move |appunti: &mut Appunti| mossa.words(appunti).map(take).unwrap_or_default();
    let copy = move |_| {
        let text = words(&mut scrivania.appunti.get_untracked());
        spawn_local(async move {
            if browser::copy(&text).await {
                scrivania.toasts.tell(t(K::AzioniCopiato));
            } else {
                scrivania.toasts.warn(t(K::AzioniNonCopiato));
            }
        });
    };
    let remove = move |_| {
        scrivania.mossa.set(None);
        scrivania.appunti.update(|appunti| drop(words(appunti)));
        browser::focus_soon("azioni");
    };
    let comment = move |_| {
        scrivania.appunti.update(|appunti| {
            let text = words(appunti);
            let begun = appunti.commento.trim_end();
            appunti.commento = if begun.is_empty() { text } else { format!("{begun}\n\n{text}") };
        });
        scrivania.choose(Mossa::Commenta);
        browser::focus_first(Mossa::Commenta.start());
    };
    view! {
        <div class="callout callout-warning" role="alert">
            <p class="callout-title">{K::AzioniCambiato}</p>
            <p>{fill(K::AzioniNonOra, &[("azione", t(mossa.nome()))])} " " {K::AzioniConflitto}</p>
            <div class="btn-row">
                <button type="button" class="btn btn-sm btn-outline-primary" on:click=copy>
                    {K::InviatoCopia}
                </button>
                {move || {
                    scrivania
                        .allows(Mossa::Commenta)
                        .then(|| {
                            view! {
                                <button type="button" class="btn btn-sm btn-outline-primary" on:click=comment>
                                    {K::AzioniInCommento}
                                </button>
                            }
                        })
                }}
                <button type="button" class="btn btn-sm btn-link" on:click=remove>
                    {K::BozzaElimina}
                </button>
            </div>
        </div>
    }
}
