//! What holds for the whole app: no network, no room, a new release.

use crate::aggiornamento::use_aggiornamento;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::memoria;
use crate::rete::use_rete;
use crate::session::use_accesso;
use crate::vista::prelude::*;

#[component]
pub fn OfflineBanner() -> Nodo {
    let rete = use_rete();
    let accesso = use_accesso();
    let entrato = memo(move || accesso.with(|accesso| accesso.sessione().is_some()));
    view! {
        <div role="status">
            {move || {
                (!rete.get())
                    .then(|| {
                        view! {
                            <div class="banner banner-warning">
                                <p class="container">
                                    <Icon nome="senza-rete" />
                                    {move || t(if entrato.get() { K::ReteAssente } else { K::OfflineAnonimo })}
                                </p>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

#[component]
pub fn UpdateBanner() -> Nodo {
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
                                    <p>{K::AggiornamentoTesto}</p>
                                    <button type="button" class="btn btn-outline-primary btn-sm" on:click=move |_| aggiornamento.apply()>
                                        {K::AggiornamentoAzione}
                                    </button>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// What is written is not kept on this device: it has no room.
#[component]
pub fn StorageBanner() -> Nodo {
    let piena = memoria::piena();
    let chiuso = RwSignal::new(false);
    view! {
        <div>
            {move || {
                (piena.get() && !chiuso.get())
                    .then(|| {
                        view! {
                            <div class="banner banner-warning" role="alert" data-testid="senza-spazio">
                                <div class="container banner-row">
                                    <p>
                                        <Icon nome="attenzione" />
                                        {K::SpazioFinito}
                                    </p>
                                    <button type="button" class="btn btn-outline-primary btn-sm" on:click=move |_| chiuso.set(true)>
                                        {K::SpazioCapito}
                                    </button>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
