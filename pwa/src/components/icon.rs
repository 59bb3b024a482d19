//! A picture from the sprite, beside a text that says the same.

use crate::vista::prelude::*;

#[component]
pub fn Icon(
    /// Its name in `icone.svg`, which the build puts into `index.html`: `i-` and this.
    nome: &'static str,
) -> Nodo {
    view! {
        <svg class="icon" aria-hidden="true" focusable="false">
            <use href=format!("#i-{nome}")></use>
        </svg>
    }
}
