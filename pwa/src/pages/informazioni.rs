//! Legal notes and accessibility.

use leptos::prelude::*;

use crate::components::titolo::Titolo;
use crate::i18n::{K, t};

pub fn accessibilita() -> AnyView {
    view! {
        <Titolo testo=Signal::stored(t(K::AccessibilitaTitolo).to_owned()) />
        <div class="prose">
            <p>{t(K::AccessibilitaTesto)}</p>
            <h2>{t(K::AccessibilitaProblemiTitolo)}</h2>
            <p>{t(K::AccessibilitaProblemiTesto)}</p>
        </div>
    }
    .into_any()
}

pub fn note_legali() -> AnyView {
    view! {
        <Titolo testo=Signal::stored(t(K::NoteTitolo).to_owned()) />
        <div class="prose">
            <h2>{t(K::NoteServizioTitolo)}</h2>
            <p>{t(K::NoteServizioTesto)}</p>
            <h2>{t(K::NoteDatiTitolo)}</h2>
            <p>{t(K::NoteDatiTesto)}</p>
            <h2>{t(K::NoteCookieTitolo)}</h2>
            <p>{t(K::NoteCookieTesto)}</p>
        </div>
    }
    .into_any()
}
