//! What the app tells: boxes, bands, short messages, waiting, nothing to show, failure, a window above the page.

use super::parte;
use crate::api::Errore;
use crate::components::empty::Empty;
use crate::components::error_face::ErrorFace;
use crate::components::icon::Icon;
use crate::components::modal::Modal;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

pub fn view() -> Nodo {
    view! {
        {parte("riquadri", K::GalleriaRiquadri, callouts())}
        {parte("fasce", K::GalleriaFasce, bands())}
        {parte("brevi", K::GalleriaBrevi, toasts())}
        {parte("finestra", K::GalleriaFinestra, window())}
        {parte("attesa", K::GalleriaAttesa, waiting())}
        {parte("vuoto", K::GalleriaVuoto, nothing())}
    }
}

fn callouts() -> Nodo {
    let boxes = [
        ("callout", "avviso", K::AggiornamentoTesto),
        ("callout callout-success", "spunta", K::SequenzaAccolta),
        ("callout callout-warning", "documento", K::AvvisoRichiestaDocumento),
        ("callout callout-danger", "croce", K::SequenzaRespinta),
    ];
    boxes
        .map(|(class, icona, testo)| {
            view! {
                <div class=class>
                    <p class="callout-title">
                        <Icon nome=icona />
                        {t(testo)}
                    </p>
                    <p>{K::GalleriaTesto}</p>
                </div>
            }
        })
        .collect_view()
}

fn bands() -> Nodo {
    view! {
        <div class="banner banner-warning">
            <p>
                <Icon nome="senza-rete" />
                {K::ReteAssente}
            </p>
        </div>
        <div class="banner banner-info">
            <p>{K::AggiornamentoTesto}</p>
        </div>
    }
}

/// Removing from a list is done at once and can be taken back: no question is asked.
fn toasts() -> Nodo {
    let toasts = use_toasts();
    let there = RwSignal::new(true);
    let remove = move |_| {
        there.set(false);
        toasts.undo(t(K::GalleriaTolto), Callback::new(move |()| there.set(true)));
    };
    view! {
        <div class="btn-row">
            <button type="button" class="btn btn-outline-primary" on:click=move |_| toasts.tell(t(K::NovitaArrivata))>
                {K::GalleriaRiuscito}
            </button>
            <button type="button" class="btn btn-outline-primary" on:click=move |_| toasts.warn(t(K::ErroreReteTitolo))>
                {K::GalleriaFallito}
            </button>
            <button type="button" class="btn btn-outline-primary" aria-disabled=move || (!there.get()).then_some("true") on:click=remove>
                {K::GalleriaTogli}
            </button>
        </div>
    }
}

fn window() -> Nodo {
    let aperto = RwSignal::new(false);
    view! {
        <button type="button" class="btn btn-outline-primary" on:click=move |_| aperto.set(true)>
            {K::GalleriaApri}
        </button>
        <Modal id="galleria-finestra" titolo=Signal::stored(t(K::GalleriaFinestra).to_owned()) aperto=aperto>
            <p>{K::GalleriaTesto}</p>
            <div class="btn-row">
                <button type="button" class="btn btn-primary" on:click=move |_| aperto.set(false)>
                    {K::AzioneChiudi}
                </button>
            </div>
        </Modal>
    }
}

fn waiting() -> Nodo {
    view! { <Skeleton forma=Forma::Elenco /> }
}

fn nothing() -> Nodo {
    view! {
        <Empty icona="busta" titolo=t(K::ElencoVuoto) testo=t(K::ElencoVuotoTesto) />
        <ErrorFace errore=Errore::Rete riprova=Callback::new(|()| ()) />
    }
}
