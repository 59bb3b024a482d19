//! A picture from the sprite, beside a text that says the same.

use leptos::prelude::*;

#[component]
pub fn Icon(
    /// Its name in `public/icone.svg`.
    nome: &'static str,
) -> AnyView {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("/icone.svg#{nome}")></use>
        </svg>
    }
    .into_any()
}
