//! A new quesito, one question a page: for oneself, or on behalf of an employer.

pub mod allegati;
mod argomento;
pub mod bozza;
pub mod controlla;
pub mod domanda;
pub mod fermo;
pub mod gestione;
pub mod in_coda;
pub mod inviato;
pub mod invio;
mod passi;
mod rapporto;
mod ricevuta;
pub mod riferimento;
mod scelta;
pub mod vincolo;

use std::cell::Cell;

pub use bozza::Conflict;
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::RuoloVoce;
use cassetto_api::problema::Problema;
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::PersonaId;
use cassetto_domain::profilo::Pec;
use leptos::task::spawn_local;
use passi::Procedura;

use crate::api::use_client;
use crate::aree::{Pagina, brought};
use crate::bozza::{Seme, use_bozze};
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

type Mostra = fn(Procedura, &Problema) -> Option<Passo>;

thread_local! {
    /// What shows where a refusal is to be corrected, once the area of the last step is here.
    static MOSTRA: Cell<Option<Mostra>> = const { Cell::new(None) };
}

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
    // Who may only read has nothing to begin with.
    let riferimenti = memo(move || home.with(|home| home.filter(|home| home.scrive).map(riferimento::all).unwrap_or_default()));
    let none = memo(move || riferimenti.with(Vec::is_empty));
    let pec = memo(move || home.with(|home| home.is_some_and(|home| home.pec)));
    let bozze = use_bozze();
    if let Some(persona) = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona)) {
        bozze.serve(persona, datore);
    }
    condivisi::take_over(bozze, none);
    let (nomi, menu) = (use_nomi(), use_menu());
    effect(move || {
        home.with(|home| menu.learn(home, datore));
        if let (Some(datore), Some((nome, scrive))) = (datore, home.with(|home| home.map(|home| (home.datore.clone(), home.scrive)))) {
            nomi.learn(datore, &nome);
            nomi.allow(datore, Diritti { legge: true, scrive });
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
        if bozze.pronta.get() && bozze.rifiuto.with(Option::is_some) {
            spawn_local(async move {
                let Some(show) = brought(&MOSTRA, Pagina::Rifiuto).await else { return };
                // The page may have gone meanwhile: then the next one says it.
                let here = procedura.in_corso.try_get_untracked().is_some();
                let Some(problema) = bozze.rifiuto.try_update(|rifiuto| rifiuto.take_if(|_| here)).flatten() else { return };
                if let Some(passo) = show(procedura, &problema) {
                    indirizzo.go(&passi::change(procedura, passo));
                }
            });
        }
    });
    let ready = memo(move || bozze.pronta.get());
    // Said before anything is written, not after.
    let stopped = memo(move || ready.get() && !pec.get() && procedura.profilo().pec == Pec::Obbligatoria);
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <Load stato=home.nucleo forma=Forma::Pagina titolo=t(K::InizioNuovo)>
            <Conflict bozze=bozze />
            {move || match (bound.get(), ready.get(), none.get(), asked.get()) {
                (_, _, true, Some(_)) => Pagina::SenzaRapporti.view(),
                (true, ..) => Pagina::Vincolo.view(),
                (_, false, ..) => awaited(),
                (_, true, _, None) => super::not_found::page(),
                (_, true, false, Some(passo)) if stopped.get() && passo > Passo::Gestione => Pagina::SenzaPec.view(),
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
        Passo::Gestione => Pagina::Gestione.view(),
        Passo::Rapporto => rapporto::view(procedura),
        Passo::Argomento => argomento::view(procedura),
        Passo::Domanda => Pagina::Domanda.view(),
        Passo::Allegati => Pagina::Documenti.view(),
        Passo::Controlla => Pagina::Controlla.view(),
    }
}
