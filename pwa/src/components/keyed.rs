//! Rows that stay where they are while others come and go.

use std::sync::Arc;

use crate::vista::altrui;
use crate::vista::prelude::*;

/// What tells a row from the others, and how it looks.
pub type Riga = (String, Arc<dyn Fn() -> Nodo + Send + Sync>);

/// A row.
pub fn riga(key: String, view: impl Fn() -> Nodo + Send + Sync + 'static) -> Riga {
    (key, Arc::new(view))
}

#[component]
pub fn Keyed(righe: Signal<Vec<Riga>>) -> Nodo {
    let rows = leptos::view! { <For each=move || righe.get() key=|(key, _)| key.clone() children=|(_, view)| view() /> };
    altrui(rows.into_any())
}

/// A list of rows, made of what they show.
pub fn elenco<T, V>(voci: impl Fn() -> Vec<T> + Send + Sync + 'static, key: fn(&T) -> String, view: V) -> Nodo
where
    T: Clone + Send + Sync + 'static,
    V: Fn(T) -> Nodo + Clone + Send + Sync + 'static,
{
    let one = move |voce: T| {
        let view = view.clone();
        riga(key(&voce), move || view(voce.clone()))
    };
    view! { <Keyed righe=derive(move || voci().into_iter().map(one.clone()).collect()) /> }
}
