//! A link that binds the new quesito to something: what its address carries becomes the draft, once the one that is there is safe.

use cassetto_domain::id::PersonaId;
use leptos::task::spawn_local;

use crate::bozza::{Bozze, Seme};
use crate::components::empty::Empty;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

/// How far the binding is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Vincolo {
    /// Nothing to bind, or bound already.
    Nessuno,
    InCorso,
    /// Another draft is on this device only: the person says what becomes of it.
    Occupata,
}

/// Reads the fragment of the address, and takes it out once it has served.
pub fn use_vincolo(bozze: Bozze) -> RwSignal<Vincolo> {
    let indirizzo = use_indirizzo();
    let hash = indirizzo.hash();
    let seme = memo(move || Seme::parse(&hash.get()));
    let vincolo = RwSignal::new(if seme.with_untracked(Option::is_some) { Vincolo::InCorso } else { Vincolo::Nessuno });
    effect(move || {
        let (true, Some(seme)) = (bozze.pronta.get(), seme.get()) else { return };
        vincolo.set(Vincolo::InCorso);
        let path = indirizzo.path().get_untracked();
        spawn_local(async move {
            if bozze.begin(seme).await {
                indirizzo.go_instead(&path);
                vincolo.set(Vincolo::Nessuno);
            } else {
                vincolo.set(Vincolo::Occupata);
            }
        });
    });
    vincolo
}

/// The draft that is there can't be put away: no network, or a document that is not uploaded.
pub fn busy(bozze: Bozze, datore: Option<PersonaId>, vincolo: RwSignal<Vincolo>) -> Nodo {
    let indirizzo = use_indirizzo();
    let again = move |_| {
        let Some(seme) = Seme::parse(&indirizzo.hash().get_untracked()) else { return };
        spawn_local(async move {
            bozze.throw_away().await;
            if bozze.begin(seme).await {
                indirizzo.go_instead(&Rotta::nuovo(datore, Passo::Domanda).path());
                vincolo.set(Vincolo::Nessuno);
            }
        });
    };
    let passo = bozze.bozza.with_untracked(|bozza| bozza.passo).unwrap_or(Passo::Gestione);
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        <Empty icona="matita" titolo=t(K::BozzaTitolo) testo=t(K::BozzaOccupa)>
            <a class="btn btn-primary" href=Rotta::nuovo(datore, passo).path() on:click=move |_| vincolo.set(Vincolo::Nessuno)>
                {K::BozzaRiprendi}
            </a>
            <button type="button" class="btn btn-danger" on:click=again>
                {K::BozzaSostituisci}
            </button>
        </Empty>
    }
}
