//! A new quesito, one question a page: for oneself, or on behalf of an employer.

mod allegati;
mod argomento;
pub mod bozza;
pub mod controlla;
pub mod domanda;
mod gestione;
pub mod in_coda;
pub mod inviato;
mod invio;
mod passi;
mod rapporto;
mod ricevuta;
pub mod riferimento;
mod scelta;
pub mod vincolo;

pub use bozza::Conflict;
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::RuoloVoce;
use cassetto_domain::id::PersonaId;
use cassetto_domain::profilo::Pec;
use passi::Procedura;

use crate::api::use_client;
use crate::aree::Pagina;
use crate::bozza::{Seme, use_bozze};
use crate::components::empty::Empty;
use crate::components::load::Load;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::titolo::Titolo;
use crate::condivisi;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::menu::use_menu;
use crate::pages::quesiti::PerContoBanner;
use crate::per_conto::{use_datore, use_nomi};
use crate::rotta::{Passo, Rotta, use_rotta};
use crate::session::{use_accesso, use_ruolo};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    // By its last steps there may be no network.
    for part in [Pagina::Domanda, Pagina::Allegati, Pagina::Controlla, Pagina::InUscita] {
        part.prepare();
    }
    let datore = use_datore();
    if datore.get_untracked().is_none() && use_ruolo().get_untracked() == Some(RuoloVoce::Intermediario) {
        return Pagina::Condivisi.view();
    }
    // Another employer is another wizard.
    view! { {move || wizard(datore.get())} }
}

fn wizard(datore: Option<PersonaId>) -> Nodo {
    let client = use_client();
    let rotta = use_rotta();
    let asked = memo(move || match rotta.get() {
        Some(Rotta::Nuovo(passo) | Rotta::NuovoDi(_, passo)) => Some(passo),
        _ => None,
    });
    let home = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore }, abort));
    let riferimenti = memo(move || home.with(|home| home.map(riferimento::all).unwrap_or_default()));
    let pec = memo(move || home.with(|home| home.is_some_and(|home| home.pec)));
    let bozze = use_bozze();
    if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        bozze.serve(persona, datore);
    }
    condivisi::take_over(bozze);
    let (nomi, menu) = (use_nomi(), use_menu());
    effect(move || {
        home.with(|home| menu.learn(home, datore));
        if let (Some(datore), Some(nome)) = (datore, home.with(|home| home.map(|home| home.datore.clone()))) {
            nomi.learn(datore, &nome);
        }
    });
    let indirizzo = use_indirizzo();
    // What a link carries is done first.
    let bound = memo(move || indirizzo.hash().with(|hash| Seme::is_in(hash)));
    let gestione = memo(move || bozze.bozza.with(|bozza| bozza.gestione));
    let abituale = memo(move || home.with(|home| home.and_then(|home| riferimento::abituale(home, gestione.get()))));
    let procedura = Procedura::new(bozze, datore, riferimenti, abituale, asked);

    provide_context(procedura);

    // One thing leaves nothing to choose; a page that the answers don't reach yet leads to the first that lacks one.
    effect(move || {
        if !bozze.pronta.get() || bound.get() || riferimenti.with(Vec::is_empty) {
            return;
        }
        // A draft that came from elsewhere may be of another gestione.
        gestione.get();
        procedura.choose_only();
        let Some(asked) = asked.get() else { return };
        let reachable = untrack(move || procedura.reachable());
        let wanted = asked.min(reachable);
        let wanted = Passo::ALL.into_iter().find(|passo| *passo >= wanted && !untrack(move || procedura.skips(*passo))).unwrap_or(wanted);
        if wanted != asked {
            indirizzo.go_instead(&Rotta::nuovo(datore, wanted).path());
        } else {
            procedura.remember(wanted);
        }
    });
    // What came back from the queue says what to correct.
    effect(move || {
        if bozze.pronta.get()
            && let Some(problema) = bozze.rifiuto.get()
        {
            bozze.rifiuto.set(None);
            if let Some(passo) = invio::show(procedura, &problema) {
                indirizzo.go(&passi::change(procedura, passo));
            }
        }
    });
    let ready = memo(move || bozze.pronta.get());
    let none = memo(move || riferimenti.with(Vec::is_empty));
    // Said before anything is written, not after.
    let stopped = memo(move || ready.get() && !pec.get() && procedura.profilo().pec == Pec::Obbligatoria);
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <Load stato=home.nucleo forma=Forma::Pagina titolo=t(K::InizioNuovo)>
            <Conflict bozze=bozze />
            {move || match (bound.get(), ready.get(), none.get(), asked.get()) {
                (true, ..) => Pagina::Vincolo.view(),
                (_, false, ..) => awaited(),
                (_, true, _, None) => super::not_found::page(),
                (_, true, true, _) => nobody(datore),
                (_, true, false, Some(passo)) if stopped.get() && passo > Passo::Gestione => no_pec(procedura),
                (_, true, false, Some(passo)) => step(passo, procedura),
            }}
        </Load>
    }
}

/// No step can be told yet.
fn awaited() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        <Skeleton forma=Forma::Pagina />
    }
}

fn step(passo: Passo, procedura: Procedura) -> Nodo {
    if !untrack(move || procedura.shows(passo)) {
        return awaited();
    }
    match passo {
        Passo::Gestione => gestione::view(procedura),
        Passo::Rapporto => rapporto::view(procedura),
        Passo::Argomento => argomento::view(procedura),
        Passo::Domanda => Pagina::Domanda.view(),
        Passo::Allegati => allegati::view(procedura),
        Passo::Controlla => Pagina::Controlla.view(),
    }
}

/// No rapporto and no position, no quesito.
fn nobody(datore: Option<PersonaId>) -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        <Empty icona="persone" titolo=t(K::NuovoSenzaRapporti) testo=t(K::NuovoSenzaRapportiTesto)>
            <a class="btn btn-primary" href=Rotta::inizio(datore).path()>
                {K::NavTornaInizio}
            </a>
        </Empty>
    }
}

/// This gestione takes nothing without a PEC: here is where to add it.
fn no_pec(procedura: Procedura) -> Nodo {
    let mine = procedura.datore.is_none();
    let several = untrack(move || !procedura.skips(Passo::Gestione));
    view! {
        <Titolo testo=Signal::stored(t(K::NuovoPecTitolo).to_owned()) />
        <Empty icona="busta" titolo=t(K::NuovoPecManca) testo=t(if mine { K::NuovoPecTesto } else { K::NuovoPecTestoLoro })>
            {mine
                .then(|| {
                    view! {
                        <a class="btn btn-primary" href=Rotta::Contatti.path()>
                            {K::NuovoPecAggiungi}
                        </a>
                    }
                })}
            {several
                .then(|| {
                    view! {
                        <a class="btn btn-outline-primary" href=Rotta::nuovo(procedura.datore, Passo::Gestione).path()>
                            {K::NuovoAltraGestione}
                        </a>
                    }
                })}
            <a class="btn btn-link" href=Rotta::inizio(procedura.datore).path()>
                {K::NavTornaInizio}
            </a>
        </Empty>
    }
}
