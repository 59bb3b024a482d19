//! The end of a list: how many there are, and the button for the next ones.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::browser;
use crate::elenco::Elenco;
use crate::i18n::{K, t};
use crate::vista::prelude::*;

#[component]
pub fn MoreButton(
    #[prop(into)] altri: Signal<bool>,
    #[prop(into)] in_corso: Signal<bool>,
    #[prop(into)] errore: Signal<Option<String>>,
    #[prop(into)] conto: Signal<String>,
    chiedi: Callback<()>,
) -> Nodo {
    let node = NodeRef::default();
    let before = StoredValue::new(0);
    // With the last ones the button goes, and the focus that it had is the first new one's.
    effect_with(move |was: Option<bool>| {
        let now = in_corso.get();
        if was == Some(true) && !now {
            let first = format!(":scope > :nth-child(n + {}) :is(a, button)", before.get_value() + 1);
            // A tab that nobody looks at has no frames: by the next one the list may have gone.
            request_animation_frame(move || {
                if browser::is_focus_lost()
                    && let Some(rows) = node.try_get_untracked().flatten().and_then(|node| rows(&node))
                    && let Some(first) = rows.query_selector(&first).ok().flatten().and_then(|first| first.dyn_into::<HtmlElement>().ok())
                {
                    let _ = first.focus();
                }
            });
        }
        now
    });
    view! {
        <div class="list-end" node_ref=node>
            <p class="muted small" role="status">
                {conto}
            </p>
            {move || errore.get().map(|testo| view! { <p class="form-error" role="alert">{testo}</p> })}
            {move || {
                altri
                    .get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="btn btn-outline-primary"
                                aria-disabled=move || in_corso.get().then_some("true")
                                on:click=move |_| {
                                    if !in_corso.get_untracked() {
                                        let rows = node.get_untracked().and_then(|node| rows(&node));
                                        before.set_value(rows.map_or(0, |rows| rows.child_element_count()));
                                        chiedi.run(());
                                    }
                                }
                            >
                                {move || if in_corso.get() { t(K::CaricamentoAttesa) } else { t(K::AzioneMostraAltri) }}
                            </button>
                        }
                    })
            }}
        </div>
    }
}

/// Where the rows are that this is the end of.
fn rows(end: &Element) -> Option<Element> {
    const ROWS: &str = "ul, tbody, .quesiti-body";
    let list = end.previous_element_sibling()?;
    if list.matches(ROWS).ok()? { Some(list) } else { list.query_selector(ROWS).ok()? }
}

/// The end of this list.
pub fn end_of<T: Clone + 'static>(elenco: Elenco<T>, conto: Signal<String>) -> Nodo {
    let altri = derive(move || elenco.has_more());
    let errore = derive(move || elenco.errore.get().map(|errore| errore.riga()));
    let chiedi = Callback::new(move |()| elenco.more());
    view! { <MoreButton altri=altri in_corso=elenco.in_corso errore=errore conto=conto chiedi=chiedi /> }
}
