//! The quesito that was begun and not sent.

use leptos::prelude::*;

use crate::bozza::use_bozze;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::rotta::{Passo, Rotta};

#[component]
pub fn DraftCard() -> AnyView {
    let bozze = use_bozze();
    let shown = Memo::new(move |_| bozze.pronta.get() && !bozze.is_empty());
    let sure = RwSignal::new(false);
    view! {
        {move || {
            shown
                .get()
                .then(|| {
                    let bozza = bozze.bozza.get_untracked();
                    let oggetto = bozza.oggetto.trim().to_owned();
                    let passo = bozza.passo.unwrap_or(Passo::Rapporto);
                    view! {
                        <section class="callout callout-info" aria-labelledby="bozza">
                            <h2 class="callout-title" id="bozza">
                                <Icon nome="matita" />
                                {t(K::BozzaTitolo)}
                            </h2>
                            <p lang="it">{if oggetto.is_empty() { t(K::BozzaSenzaOggetto).to_owned() } else { oggetto }}</p>
                            <div class="btn-row">
                                <a class="btn btn-primary" href=Rotta::Nuovo(passo).path()>
                                    {t(K::BozzaRiprendi)}
                                </a>
                                {move || {
                                    if sure.get() {
                                        view! {
                                            <button type="button" class="btn btn-danger" on:click=move |_| bozze.discard()>
                                                {t(K::BozzaConferma)}
                                            </button>
                                        }
                                            .into_any()
                                    } else {
                                        view! {
                                            <button type="button" class="btn btn-link" on:click=move |_| sure.set(true)>
                                                {t(K::BozzaElimina)}
                                            </button>
                                        }
                                            .into_any()
                                    }
                                }}
                            </div>
                        </section>
                    }
                })
        }}
    }
    .into_any()
}
