//! A link that binds the new quesito to something: what its address carries becomes the draft, once the one that is there is safe. An
//! area of its own, in the wizard's place until it is done.

use leptos::task::spawn_local;

use super::passi::Procedura;
use crate::bozza::Seme;
use crate::components::empty::Empty;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

/// Reads the fragment of the address, and takes it out once it has served.
pub fn parte() -> Nodo {
    let procedura: Procedura = expect_context();
    let bozze = procedura.bozze;
    let indirizzo = use_indirizzo();
    let hash = indirizzo.hash();
    let occupata = RwSignal::new(false);
    effect(move || {
        if !bozze.pronta.get() {
            return;
        }
        let seme = Seme::parse(&hash.get());
        let path = indirizzo.path().get_untracked();
        spawn_local(async move {
            let free = match seme {
                Some(seme) => bozze.begin(seme).await,
                None => true,
            };
            if free {
                indirizzo.go_instead(&path);
            } else {
                occupata.set(true);
            }
        });
    });
    view! { {move || if occupata.get() { busy(procedura) } else { super::awaited() }} }
}

/// The draft that is there can't be put away: no network, or a document that is not uploaded.
fn busy(procedura: Procedura) -> Nodo {
    let Procedura { bozze, datore, .. } = procedura;
    let indirizzo = use_indirizzo();
    let again = move |_| {
        let Some(seme) = Seme::parse(&indirizzo.hash().get_untracked()) else { return };
        spawn_local(async move {
            bozze.throw_away().await;
            if bozze.begin(seme).await {
                indirizzo.go_instead(&Rotta::nuovo(datore, Passo::Domanda).path());
            }
        });
    };
    let passo = bozze.bozza.with_untracked(|bozza| bozza.passo).unwrap_or(Passo::Gestione);
    view! {
        <Titolo testo=Signal::stored(t(K::InizioNuovo).to_owned()) />
        <Empty icona="matita" titolo=t(K::BozzaTitolo) testo=t(K::BozzaOccupa)>
            <a class="btn btn-primary" href=Rotta::nuovo(datore, passo).path()>
                {K::BozzaRiprendi}
            </a>
            <button type="button" class="btn btn-danger" on:click=again>
                {K::BozzaSostituisci}
            </button>
        </Empty>
    }
}
