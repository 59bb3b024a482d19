//! Rows that stay where they are while others come and go.

use std::sync::Arc;

use leptos::prelude::*;

/// What tells a row from the others, and how it looks.
pub type Riga = (String, Arc<dyn Fn() -> AnyView + Send + Sync>);

/// A row.
pub fn riga(key: String, view: impl Fn() -> AnyView + Send + Sync + 'static) -> Riga {
    (key, Arc::new(view))
}

#[component]
pub fn Keyed(righe: Signal<Vec<Riga>>) -> AnyView {
    view! { <For each=move || righe.get() key=|(key, _)| key.clone() children=|(_, view)| view() /> }.into_any()
}
