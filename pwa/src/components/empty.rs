//! Nothing to show, and that is fine.

use leptos::prelude::*;

use super::icon::Icon;

#[component]
pub fn Empty(
    icona: &'static str,
    titolo: &'static str,
    #[prop(optional)] testo: Option<&'static str>,
    #[prop(optional)] children: Option<Children>,
) -> AnyView {
    view! {
        <div class="face face-quiet">
            <Icon nome=icona />
            <p class="face-title">{titolo}</p>
            {testo.map(|testo| view! { <p>{testo}</p> })}
            {children.map(|children| children())}
        </div>
    }
    .into_any()
}
