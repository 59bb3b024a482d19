//! What is wrong with a field, above it.

use leptos::prelude::*;

use crate::i18n::{K, t};

#[component]
pub fn FieldError(id: &'static str, errore: Signal<Option<String>>) -> AnyView {
    view! {
        {move || {
            errore
                .get()
                .map(|testo| {
                    view! {
                        <p class="form-error" id=format!("{id}-errore")>
                            <span class="visually-hidden">{t(K::ModuloErrore)}</span>
                            {testo}
                        </p>
                    }
                })
        }}
    }
    .into_any()
}
