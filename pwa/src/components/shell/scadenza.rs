//! The session is about to end: said in time, with a way to go on that keeps the page as it is.

use crate::aree::Pagina;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::i18n::{K, t};
use crate::session::scadenza::use_scadenza;
use crate::vista::prelude::*;

#[component]
pub fn SessionBanner() -> Nodo {
    let vicina = use_scadenza().vicina;
    let chiuso = RwSignal::new(false);
    let aperto = RwSignal::new(false);
    effect(move || {
        // Signed in again, or out: there is nothing to say until the next end.
        if !vicina.get() {
            chiuso.set(false);
            aperto.set(false);
        }
    });
    view! {
        <div class="session-end no-print">
            {move || {
                (vicina.get() && !chiuso.get())
                    .then(|| {
                        view! {
                            <div class="session-end-box" role="alert" data-testid="scadenza">
                                <p>
                                    <Icon nome="orologio" />
                                    <span>{K::SessionePoco}</span>
                                </p>
                                <div class="btn-row">
                                    <button type="button" class="btn btn-primary" on:click=move |_| aperto.set(true)>
                                        {K::SessioneAncora}
                                    </button>
                                    <button type="button" class="btn btn-link" on:click=move |_| chiuso.set(true)>
                                        {K::SessioneDopo}
                                    </button>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
        <Modal id="accedi-ancora" titolo=Signal::stored(t(K::SessioneAncora).to_owned()) aperto=aperto>
            <p>{K::SessioneTesto}</p>
            {Pagina::AccediAncora.discreta()}
            <button type="button" class="btn btn-link" on:click=move |_| aperto.set(false)>
                {K::SessioneDopo}
            </button>
        </Modal>
    }
}
