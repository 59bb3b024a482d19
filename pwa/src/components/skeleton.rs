//! Grey shapes in the place of what is being read, as high as it will be.

use crate::i18n::K;
use crate::vista::prelude::*;

/// What is awaited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Forma {
    Pagina,
    Elenco,
    Quesito,
    /// A part of a form.
    Modulo,
}

#[component]
pub fn Skeleton(forma: Forma) -> Nodo {
    let (rows, class) = match forma {
        Forma::Pagina => (4, "skeleton skeleton-pagina"),
        Forma::Elenco => (6, "skeleton skeleton-elenco"),
        Forma::Quesito => (3, "skeleton skeleton-quesito"),
        Forma::Modulo => (1, "skeleton skeleton-modulo"),
    };
    view! {
        <div class=class role="status">
            <span class="visually-hidden">{K::CaricamentoAttesa}</span>
            {(0..rows).map(|_| view! { <div class="skeleton-row" aria-hidden="true"></div> }).collect_view()}
        </div>
    }
}
