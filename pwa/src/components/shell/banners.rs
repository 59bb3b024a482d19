//! What holds for the whole app: no network, a new release.

use leptos::prelude::*;

use crate::aggiornamento::use_aggiornamento;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::rete::use_rete;

#[component]
pub fn OfflineBanner() -> AnyView {
    let rete = use_rete();
    view! {
        <div role="status">
            {move || {
                (!rete.get())
                    .then(|| {
                        view! {
                            <div class="banner banner-warning">
                                <p class="container">
                                    <Icon nome="senza-rete" />
                                    {t(K::ReteAssente)}
                                </p>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}

#[component]
pub fn UpdateBanner() -> AnyView {
    let aggiornamento = use_aggiornamento();
    view! {
        <div role="status">
            {move || {
                aggiornamento
                    .is_ready()
                    .then(|| {
                        view! {
                            <div class="banner banner-info">
                                <div class="container banner-row">
                                    <p>{t(K::AggiornamentoTesto)}</p>
                                    <button type="button" class="btn btn-outline-primary btn-sm" on:click=move |_| aggiornamento.apply()>
                                        {t(K::AggiornamentoAzione)}
                                    </button>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
    .into_any()
}
