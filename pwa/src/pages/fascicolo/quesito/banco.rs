//! The desk: one quesito read, followed and worked, on its own page or beside the queue.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{Parte, QuesitoDettaglio};
use cassetto_api::quesiti::{GetQuesito, QuesitoPath};
use cassetto_domain::id::QuesitoId;

use super::azioni::Azioni;
use super::dati::Dati;
use super::mossa::Mossa;
use super::scrivania::Scrivania;
use crate::api::use_client;
use crate::browser;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::pages::fascicolo::tasti::use_tasti;
use crate::pages::quesiti::apri::use_apri;
use crate::pages::quesiti::detail::oggetto;
use crate::pages::quesiti::sequenza::Sequenza;
use crate::pages::quesiti::testata::EsitoBox;
use crate::poll::poll;
use crate::vista::prelude::*;

/// Where the desk stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Riquadro {
    /// It is the page, and its subject is the page's heading.
    Pagina,
    /// Beside the queue.
    Lato,
}

/// Where the keyboard goes when a quesito is opened beside the queue.
pub const TITOLO: &str = "banco-titolo";

/// What the desk is about, and whom it tells.
#[derive(Clone, Copy)]
pub struct Posto {
    pub id: QuesitoId,
    pub riquadro: Riquadro,
    /// A move that was asked for before the quesito was open.
    pub desta: RwSignal<Option<Mossa>>,
    /// Something has changed: the queue looks again.
    pub cambiato: Callback<()>,
    /// The quesito has gone to another sede.
    pub lascia: Callback<()>,
}

#[component]
pub fn Banco(posto: Posto) -> Nodo {
    let Posto { id, riquadro, desta, cambiato, lascia } = posto;
    let lettura = read(id, cambiato);
    let scrivania = Scrivania::new(lettura, id, cambiato, lascia);
    use_tasti().listen(move |key| Mossa::from_key(key).is_some_and(|mossa| scrivania.open(mossa)));
    effect(move || {
        if !scrivania.pronta.get() || scrivania.stato().is_none() {
            return;
        }
        if let Some(mossa) = desta.get() {
            desta.set(None);
            scrivania.open(mossa);
        }
    });
    let oggetto = oggetto(lettura);
    let (apri, picture) = use_apri(Signal::stored(Some(id)));
    let to_actions = |event: web_sys::MouseEvent| {
        event.prevent_default();
        browser::focus_soon("azioni");
    };
    let heading = match riquadro {
        Riquadro::Pagina => view! { <Titolo testo=oggetto italiano=true /> },
        Riquadro::Lato => view! { <Intestazione testo=oggetto /> },
    };
    view! {
        {heading}
        <Load stato=lettura.nucleo forma=Forma::Quesito>
            <p class="only-phone no-print">
                <a class="jump" href="#azioni" on:click=to_actions>
                    {K::AzioniVai}
                </a>
            </p>
            <div class="detail desk">
                <div class="detail-main">
                    {move || {
                        lettura
                            .get()
                            .map(|dettaglio| {
                                view! {
                                    <EsitoBox dettaglio=dettaglio.clone() />
                                    <Dati dettaglio=dettaglio />
                                }
                            })
                    }}
                    <Sequenza lettura=lettura mio=Some(Parte::Ufficio) apri=apri />
                </div>
                <Azioni scrivania=scrivania />
            </div>
        </Load>
        {picture}
    }
}

/// The subject, above a desk that is not the page.
#[component]
fn Intestazione(testo: Signal<String>) -> Nodo {
    let node = NodeRef::default();
    on_load(node, |node| {
        request_animation_frame(move || {
            let _ = node.focus();
        });
    });
    view! {
        <h2 class="desk-title" id=TITOLO tabindex="-1" lang="it" node_ref=node>
            {testo}
        </h2>
    }
}

/// Reads the quesito, and goes on looking for news.
fn read(id: QuesitoId, cambiato: Callback<()>) -> Lettura<QuesitoDettaglio> {
    let client = use_client();
    let lettura = Lettura::new(move |abort| client.get::<GetQuesito>(&QuesitoPath { id }, &Nulla {}, abort));
    let toasts = use_toasts();
    let version =
        move || lettura.with_untracked(|dettaglio: Option<&QuesitoDettaglio>| dettaglio.map(|dettaglio| dettaglio.quesito.versione));
    poll(move || {
        Box::pin(async move {
            let before = version();
            let changed = lettura.refresh().await;
            if before.is_some() && version() > before {
                toasts.tell(t(K::NovitaArrivata));
            }
            changed
        })
    });
    let shown = memo(move || lettura.with(|dettaglio: Option<&QuesitoDettaglio>| dettaglio.map(|dettaglio| dettaglio.quesito.versione)));
    effect_with(move |before: Option<Option<u32>>| {
        let now = shown.get();
        if before.flatten().is_some_and(|before| now.is_some_and(|now| now > before)) {
            cambiato.run(());
        }
        now.or(before.flatten())
    });
    lettura
}
