//! How many characters are left, counted as the domain counts them.

use crate::format;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

/// As `cassetto_domain::testo` measures: without blanks around, line ends as one character.
pub fn length(text: &str) -> usize {
    text.trim().replace("\r\n", "\n").chars().count()
}

#[component]
pub fn Counter(id: &'static str, valore: RwSignal<String>, massimo: usize) -> Nodo {
    let used = memo(move || valore.with(|testo| length(testo)));
    let over = move || used.get() > massimo;
    // Said aloud only near the limit, not at each keystroke.
    let spoken = memo(move || {
        let used = used.get();
        if used > massimo {
            fill(K::ModuloTroppo, &[("n", &(used - massimo).to_string())])
        } else if (massimo - used) * 10 <= massimo {
            let left = (massimo - used) / 10 * 10;
            fill(K::ModuloRestano, &[("n", &left.to_string())])
        } else {
            String::new()
        }
    });
    view! {
        <p class="form-count" class:form-count-over=over id=format!("{id}-conteggio")>
            {move || fill(K::ModuloConteggio, &[("n", &format::numero(used.get())), ("massimo", &format::numero(massimo))])}
        </p>
        <p class="visually-hidden" aria-live="polite">
            {spoken}
        </p>
    }
}
