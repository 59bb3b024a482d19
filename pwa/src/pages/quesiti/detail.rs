//! One quesito, as its employer or their intermediary follows it.

use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::{Parte, QuesitoDettaglio, RuoloVoce, Voce};
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{GetQuesito, Lettura as LetturaFino, MarkRead, QuesitoPath};
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::{PersonaId, QuesitoId};
use leptos::task::spawn_local;

use super::apri::use_apri;
use super::conversazione::Conversazione;
use super::richiesta::{self, Richiesta};
use super::sequenza::Sequenza;
use super::testata::{EsitoBox, Testata};
use crate::api::{Errore, use_client};
use crate::aree::Pagina;
use crate::components::condividi::Condividi;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::timeline::{entry_id, last_message};
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::pages::not_found;
use crate::per_conto::{use_datore, use_nomi};
use crate::poll::poll;
use crate::rotta::{Rotta, use_rotta};
use crate::session::use_ruolo;
use crate::vista::prelude::*;
use crate::{badge, browser};

/// The quesito that the address names.
pub fn use_id() -> Memo<Option<QuesitoId>> {
    let rotta = use_rotta();
    // On the way to another page the last one stays as it is.
    memo_with(move |last: Option<&Option<QuesitoId>>| match rotta.get() {
        Some(Rotta::Coda) => None,
        rotta => rotta.and_then(Rotta::id).or_else(|| last.copied().flatten()),
    })
}

/// Reads a quesito.
pub fn read(id: Signal<Option<QuesitoId>>) -> Lettura<QuesitoDettaglio> {
    let client = use_client();
    Lettura::new(move |abort| match id.get() {
        Some(id) => client.get::<GetQuesito>(&QuesitoPath { id }, &Nulla {}, abort),
        None => Box::pin(async { Err(Errore::Problema(Box::new(Tipo::NonTrovato.problema()))) }),
    })
}

/// Reads a quesito, and goes on looking for news.
fn use_quesito(id: Signal<Option<QuesitoId>>) -> Lettura<QuesitoDettaglio> {
    let lettura = read(id);
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
    derive(move || {
        lettura.with(|dettaglio| dettaglio.map_or_else(|| t(K::DettaglioTitolo).to_owned(), |dettaglio| dettaglio.quesito.oggetto.clone()))
    })
}

/// What happened so far.
pub fn voci(lettura: Lettura<QuesitoDettaglio>) -> Signal<Vec<Voce>> {
    derive(move || lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.voci.clone()).unwrap_or_default()))
}

fn version(lettura: Lettura<QuesitoDettaglio>) -> Option<u32> {
    lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.versione))
}

pub fn page() -> Nodo {
    let datore = use_datore();
    let id = use_id();
    view! {
        {move || datore.get().map(|datore| view! { <super::PerContoBanner datore=datore /> })}
        <nav class="back no-print" aria-label=K::NavIndietro>
            <a href=move || Rotta::quesiti(datore.get()).path()>
                <Icon nome="indietro" />
                {K::NavQuesiti}
            </a>
        </nav>
        <div class="split">
            // On a phone it is not even asked for.
            {browser::is_wide()
                .then(|| {
                    view! {
                        <nav class="split-list no-print" aria-label=K::NavQuesiti>
                            {Pagina::Fianco.lato(Forma::Elenco)}
                        </nav>
                    }
                })}
            // Another quesito is another page: what is written in one is not shown in the other.
            <div class="split-main">
                {move || match id.get() {
                    Some(id) => view! { <Quesito id=id datore=datore.get() /> },
                    None => not_found::page(),
                }}
            </div>
        </div>
    }
}

#[component]
fn Quesito(id: QuesitoId, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let lettura = use_quesito(Signal::stored(Some(id)));
    let mio = (use_ruolo().get_untracked() == Some(RuoloVoce::Datore)).then_some(Parte::Cittadino);
    mark_read(lettura, badge::one_less);
    if datore.is_some() {
        learn(lettura);
    }
    let conversazione = Conversazione::provide(lettura, id, datore);
    let (oggetto, voci) = (oggetto(lettura), voci(lettura));
    let (apri, picture) = use_apri(Signal::stored(Some(id)));
    let to_last = move |_| {
        if let Some(last) = voci.with_untracked(|voci| last_message(voci)) {
            browser::focus_soon(entry_id(last));
        }
    };
    let part = move |view: fn(QuesitoDettaglio, Option<PersonaId>) -> Nodo| move || lettura.get().map(|dettaglio| view(dettaglio, datore));
    // Apart from the rest: news elsewhere must not disturb what is being written here.
    let asked = memo(move || lettura.with(|dettaglio| dettaglio.and_then(richiesta::asked)));
    let scrive = memo(move || lettura.with(|dettaglio| dettaglio.is_some_and(|dettaglio| dettaglio.scrive)));
    view! {
        <Titolo testo=oggetto italiano=true />
        <Load stato=lettura.nucleo forma=Forma::Quesito>
            <div class="detail">
                <div class="detail-top">
                    {part(|dettaglio, _| view! { <EsitoBox dettaglio=dettaglio /> })}
                    {move || asked.get().map(|(attesa, testo)| {
                        view! {
                            <Richiesta
                                attesa=attesa
                                testo=testo
                                scrive=scrive
                                rispondi=conversazione.answer()
                                aperta=conversazione.is_answering()
                            >
                                {conversazione.form()}
                            </Richiesta>
                        }
                    })}
                    <p class="only-phone no-print">
                        <button type="button" class="btn-text" on:click=to_last>
                            {K::SequenzaUltimo}
                        </button>
                    </p>
                </div>
                <div class="detail-side">{part(|dettaglio, datore| view! { <Testata dettaglio=dettaglio datore=datore /> })} <Condividi lettura=lettura /></div>
                <div class="detail-main">
                    <Sequenza lettura=lettura mio=mio datore=datore apri=apri />
                    {move || match scrive.get() {
                        true => conversazione.seguito(),
                        false => view! { <p class="muted no-print">{K::PerContoSolaLettura}</p> },
                    }}
                </div>
            </div>
        </Load>
        {picture}
    }
}

/// The employer's name and what one may do for them, for the banner.
pub fn learn(lettura: Lettura<QuesitoDettaglio>) {
    let nomi = use_nomi();
    effect(move || {
        let found = lettura
            .with(|dettaglio| dettaglio.map(|dettaglio| (dettaglio.quesito.datore_id, dettaglio.quesito.datore.clone(), dettaglio.scrive)));
        if let Some((datore, nome, scrive)) = found {
            nomi.learn(datore, &nome);
            nomi.allow(datore, Diritti { legge: true, scrive });
        }
    });
}

/// Who looks has seen what there is, and the other side is told when. What goes with it, once the service knows, is `seen`'s; the page may
/// have gone by then.
pub fn mark_read(lettura: Lettura<QuesitoDettaglio>, seen: impl Fn() + Copy + 'static) {
    let client = use_client();
    let unread = memo(move || {
        lettura.with(|dettaglio| {
            let quesito = &dettaglio?.quesito;
            quesito.da_leggere.then_some((quesito.id, quesito.versione))
        })
    });
    effect(move || {
        let Some((id, versione)) = unread.get() else { return };
        spawn_local(async move {
            // When it fails the mark stays, and the next visit clears it.
            if client.post::<MarkRead>(&QuesitoPath { id }, &LetturaFino { versione }, None).await.is_ok() {
                seen();
            }
        });
    });
}
