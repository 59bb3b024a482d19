//! A hint to put the app on the home screen, where it is of use: after something was sent.

use super::icon::Icon;
use crate::i18n::K;
use crate::installazione::{Modo, use_installazione};
use crate::vista::prelude::*;

#[component]
pub fn Installa() -> Nodo {
    let installazione = use_installazione();
    let modo = memo(move || installazione.modo());
    let how = |modo| match modo {
        Modo::Bottone => ().nodo(),
        Modo::Condividi => view! {
            <ol class="install-steps">
                <li>{K::InstallaPassoUno} " " <Icon nome="condividi" /></li>
                <li>{K::InstallaPassoDue} " " <Icon nome="piu" /></li>
                <li>{K::InstallaPassoTre}</li>
            </ol>
        },
    };
    view! {
        {move || {
            modo.get()
                .map(|modo| {
                    view! {
                        <section class="callout callout-info install no-print" aria-labelledby="installa" data-testid="installa">
                            <h2 class="callout-title" id="installa">
                                {K::InstallaTitolo}
                            </h2>
                            <p>{K::InstallaTesto}</p>
                            {how(modo)}
                            <div class="btn-row">
                                {(modo == Modo::Bottone)
                                    .then(|| {
                                        view! {
                                            <button type="button" class="btn btn-outline-primary" on:click=move |_| installazione.ask()>
                                                {K::InstallaAzione}
                                            </button>
                                        }
                                    })}
                                <button type="button" class="btn btn-link" on:click=move |_| installazione.close()>
                                    {K::InstallaNo}
                                </button>
                            </div>
                        </section>
                    }
                })
        }}
    }
}
