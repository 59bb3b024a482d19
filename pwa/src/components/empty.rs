//! Nothing to show, and that is fine.

use super::icon::Icon;
use crate::vista::prelude::*;

#[component]
pub fn Empty(
    icona: &'static str,
    titolo: &'static str,
    #[prop(optional)] testo: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> Nodo {
    view! {
        <div class="face face-quiet">
            <Icon nome=icona />
            <p class="face-title">{titolo}</p>
            {testo.map(|testo| view! { <p>{testo}</p> })}
            {children.map(|children| children())}
        </div>
    }
}
