//! What is wrong with a field, above it.

use crate::i18n::K;
use crate::vista::prelude::*;

#[component]
pub fn FieldError(id: &'static str, errore: Signal<Option<String>>) -> Nodo {
    view! {
        {move || {
            errore
                .get()
                .map(|testo| {
                    view! {
                        <p class="form-error" id=format!("{id}-errore")>
                            <span class="visually-hidden">{K::ModuloErrore}</span>
                            {testo}
                        </p>
                    }
                })
        }}
    }
}
