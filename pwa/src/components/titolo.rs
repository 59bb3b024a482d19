//! The heading of a page: takes the focus when the page opens, and names the document.

use std::cell::Cell;

use crate::browser;
use crate::i18n::{K, fill};
use crate::vista::prelude::*;

thread_local! {
    /// The first page of a visit leaves the focus where the browser put it.
    static FIRST: Cell<bool> = const { Cell::new(true) };
}

#[component]
pub fn Titolo(
    #[prop(into)] testo: Signal<String>,
    /// For the document's title, when it is not the heading.
    #[prop(optional, into)]
    pagina: Option<Signal<String>>,
    /// Whether `testo` was written by people, in Italian.
    #[prop(optional)]
    italiano: bool,
) -> Nodo {
    let heading = NodeRef::default();
    effect(move || {
        let nome = pagina.unwrap_or(testo).get();
        browser::set_title(&fill(K::AppTitolo, &[("pagina", &nome)]));
    });
    on_load(heading, |heading| {
        if !FIRST.replace(false) {
            request_animation_frame(move || {
                let _ = heading.focus();
            });
        }
    });
    view! {
        <h1 node_ref=heading tabindex="-1" lang=italiano.then_some("it")>
            {testo}
        </h1>
    }
}
