//! Pages to be read, by anybody: help, privacy, accessibility, legal notes.

pub mod accessibilita;
pub mod aiuto;
pub mod privacy;
mod servizio;

use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

/// A heading with its paragraphs.
fn capitolo(id: &'static str, titolo: K, testi: &[K]) -> Nodo {
    let paragraphs = testi.iter().map(|testo| view! { <p>{t(*testo)}</p> }).collect_view();
    view! {
        <h2 id=id tabindex="-1">
            {t(titolo)}
        </h2>
        {paragraphs}
    }
}

/// A list of short facts.
fn punti(testi: &[K]) -> Nodo {
    view! { <ul class="bullets">{testi.iter().map(|testo| view! { <li>{t(*testo)}</li> }).collect_view()}</ul> }
}

pub fn note_legali() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::NoteTitolo).to_owned()) />
        <div class="prose">
            {capitolo("servizio", K::NoteServizioTitolo, &[K::NoteServizioTesto, K::NoteProvaTesto])}
            {capitolo("licenza", K::NoteLicenzaTitolo, &[K::NoteLicenzaTesto])}
        </div>
    }
}
