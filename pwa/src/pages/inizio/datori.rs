//! The first page of an intermediary: what waits for them, of whichever employer, and the employers themselves.

mod elenco;
mod quesiti;

use elenco::Datori;
use quesiti::Quesiti;

use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    view! {
        <Titolo testo=Signal::stored(t(K::DatoriTitolo).to_owned()) />
        <p class="lead">{K::DatoriTesto}</p>
        <div class="delegati">
            <section class="delegati-who" aria-labelledby="delegati-datori">
                <h2 id="delegati-datori">{K::DatoriElenco}</h2>
                <Datori />
            </section>
            <section class="delegati-what" aria-labelledby="delegati-quesiti">
                <h2 id="delegati-quesiti">{K::DelegatiTitolo}</h2>
                <Quesiti />
            </section>
        </div>
    }
}
