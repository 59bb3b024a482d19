//! One quesito, as its employer or their intermediary follows it.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{Parte, QuesitoDettaglio, RuoloVoce, Voce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{GetQuesito, Lettura as LetturaFino, MarkRead, QuesitoPath};
use cassetto_domain::id::QuesitoId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

use super::apri::use_apri;
use super::testata::{EsitoBox, Lettore, Testata};
use crate::api::{Errore, use_client};
use crate::browser;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::timeline::{Timeline, entry_id, last_message};
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::per_conto::{use_datore, use_nomi};
use crate::poll::poll;
use crate::rotta::Rotta;
use crate::session::use_ruolo;

/// The quesito that the address names.
pub fn use_id() -> Memo<Option<QuesitoId>> {
    let params = use_params_map();
    Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse().ok())))
}

/// Reads the quesito of the address, and goes on looking for news.
pub fn use_quesito() -> Lettura<QuesitoDettaglio> {
    let client = use_client();
    let id = use_id();
    let lettura = Lettura::new(move |abort| match id.get() {
        Some(id) => client.get::<GetQuesito>(&QuesitoPath { id }, &Nulla {}, abort),
        None => Box::pin(async { Err(Errore::Problema(Box::new(Tipo::NonTrovato.problema()))) }),
    });
    let toasts = use_toasts();
    poll(move || {
        Box::pin(async move {
            let before = version(lettura);
            let changed = lettura.refresh().await;
            if version(lettura) > before {
                toasts.tell(t(K::NovitaArrivata));
            }
            changed
        })
    });
    lettura
}

/// What it is about; while it is read, what it is.
pub fn oggetto(lettura: Lettura<QuesitoDettaglio>) -> Signal<String> {
    Signal::derive(move || {
        lettura.with(|dettaglio| dettaglio.map_or_else(|| t(K::DettaglioTitolo).to_owned(), |dettaglio| dettaglio.quesito.oggetto.clone()))
    })
}

/// What happened so far.
pub fn voci(lettura: Lettura<QuesitoDettaglio>) -> Signal<Vec<Voce>> {
    Signal::derive(move || lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.voci.clone()).unwrap_or_default()))
}

fn version(lettura: Lettura<QuesitoDettaglio>) -> Option<u32> {
    lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.versione))
}

pub fn page() -> AnyView {
    let lettura = use_quesito();
    let datore = use_datore();
    let id = use_id();
    let mine = use_ruolo().get_untracked() == Some(RuoloVoce::Datore);
    let mio = mine.then_some(Parte::Cittadino);
    mark_read(lettura, mine);
    let nomi = use_nomi();
    Effect::new(move || {
        let nome = lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.datore.clone()));
        if let (Some(datore), Some(nome)) = (datore.get(), nome) {
            nomi.learn(datore, &nome);
        }
    });
    let (oggetto, voci) = (oggetto(lettura), voci(lettura));
    let (apri, picture) = use_apri(id.into());
    let to_last = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        if let Some(last) = voci.with_untracked(|voci| last_message(voci)) {
            browser::focus_soon(entry_id(last));
        }
    };
    view! {
        {move || datore.get().map(|datore| view! { <super::PerContoBanner datore=datore /> })}
        <nav class="back no-print" aria-label=t(K::NavIndietro)>
            <a href=move || Rotta::quesiti(datore.get()).path()>
                <Icon nome="indietro" />
                {t(K::NavQuesiti)}
            </a>
        </nav>
        <Titolo testo=oggetto italiano=true />
        <Load stato=lettura.nucleo forma=Forma::Quesito>
            <p class="only-phone no-print">
                <a class="jump" href="#ultimo" on:click=to_last>
                    {t(K::SequenzaUltimo)}
                </a>
            </p>
            <div class="detail">
                <div class="detail-side">
                    {move || {
                        lettura
                            .get()
                            .map(|dettaglio| {
                                view! {
                                    <EsitoBox dettaglio=dettaglio.clone() />
                                    <Testata dettaglio=dettaglio lettore=Lettore::Cittadino />
                                }
                            })
                    }}
                </div>
                <section class="detail-main" aria-labelledby="sequenza">
                    <h2 id="sequenza">{t(K::SequenzaTitolo)}</h2>
                    <Timeline voci=voci mio=mio apri=apri />
                </section>
            </div>
        </Load>
        {picture}
    }
    .into_any()
}

/// The employer has seen what there is: the badge goes.
fn mark_read(lettura: Lettura<QuesitoDettaglio>, mine: bool) {
    let client = use_client();
    let unread = Memo::new(move |_| {
        lettura.with(|dettaglio| {
            let quesito = &dettaglio?.quesito;
            quesito.da_leggere.then_some((quesito.id, quesito.versione))
        })
    });
    Effect::new(move || {
        let (true, Some((id, versione))) = (mine, unread.get()) else { return };
        spawn_local(async move {
            // When it fails the badge stays, and the next visit clears it.
            let _ = client.post::<MarkRead>(&QuesitoPath { id }, &LetturaFino { versione }, None).await;
        });
    });
}
