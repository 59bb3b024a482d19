//! A hint to put the app on the home screen, where it is of use: after something was sent.

use leptos::prelude::*;

use super::icon::Icon;
use crate::i18n::{K, t};
use crate::installazione::{Modo, use_installazione};

#[component]
pub fn Installa() -> AnyView {
    let installazione = use_installazione();
    let modo = Memo::new(move |_| installazione.modo());
    let how = |modo| match modo {
        Modo::Bottone => ().into_any(),
        Modo::Condividi => view! {
            <ol class="install-steps">
                <li>{t(K::InstallaPassoUno)} " " <Icon nome="condividi" /></li>
                <li>{t(K::InstallaPassoDue)} " " <Icon nome="piu" /></li>
                <li>{t(K::InstallaPassoTre)}</li>
            </ol>
        }
        .into_any(),
    };
    view! {
        {move || {
            modo.get()
                .map(|modo| {
                    view! {
                        <section class="callout callout-info install no-print" aria-labelledby="installa" data-testid="installa">
                            <h2 class="callout-title" id="installa">
                                {t(K::InstallaTitolo)}
                            </h2>
                            <p>{t(K::InstallaTesto)}</p>
                            {how(modo)}
                            <div class="btn-row">
                                {(modo == Modo::Bottone)
                                    .then(|| {
                                        view! {
                                            <button type="button" class="btn btn-outline-primary" on:click=move |_| installazione.ask()>
                                                {t(K::InstallaAzione)}
                                            </button>
                                        }
                                    })}
                                <button type="button" class="btn btn-link" on:click=move |_| installazione.close()>
                                    {t(K::InstallaNo)}
                                </button>
                            </div>
                        </section>
                    }
                })
        }}
    }
    .into_any()
}
