//! The first page of an intermediary: what waits for them, of whichever employer, and the employers themselves.

mod elenco;
mod quesiti;

use elenco::Datori;
use leptos::prelude::*;
use quesiti::Quesiti;

use crate::components::titolo::Titolo;
use crate::i18n::{K, t};

pub fn page() -> AnyView {
    view! {
        <Titolo testo=Signal::stored(t(K::DatoriTitolo).to_owned()) />
        <p class="lead">{t(K::DatoriTesto)}</p>
        <div class="delegati">
            <section class="delegati-who" aria-labelledby="delegati-datori">
                <h2 id="delegati-datori">{t(K::DatoriElenco)}</h2>
                <Datori />
            </section>
            <section class="delegati-what" aria-labelledby="delegati-quesiti">
                <h2 id="delegati-quesiti">{t(K::DelegatiTitolo)}</h2>
                <Quesiti />
            </section>
        </div>
    }
    .into_any()
}
