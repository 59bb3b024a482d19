//! A window above the page: the browser's own dialog, with its focus and its Escape.

use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use crate::vista::prelude::*;

/// For a window that is open while there is something to show in it; `togli` takes that away when the window is closed.
pub fn aperto_finche(c_e: impl Fn() -> bool + 'static, togli: impl Fn() + 'static) -> RwSignal<bool> {
    let aperto = RwSignal::new(false);
    effect(move || aperto.set(c_e()));
    effect_with(move |before: Option<bool>| {
        let open = aperto.get();
        if before == Some(true) && !open {
            togli();
        }
        open
    });
    aperto
}

#[component]
pub fn Modal(
    id: &'static str,
    titolo: Signal<String>,
    aperto: RwSignal<bool>,
    #[prop(default = "modal")] class: &'static str,
    children: ChildrenFn,
) -> Nodo {
    let node = NodeRef::default();
    effect(move || {
        let Some(dialog) = node.get().and_then(|node| node.dyn_into::<HtmlDialogElement>().ok()) else { return };
        if aperto.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !aperto.get() && dialog.open() {
            dialog.close();
        }
    });
    let heading = format!("{id}-titolo");
    let labelled = heading.clone();
    // A closed window has no heading that could be empty, and points at none.
    let labelled = move || aperto.get().then(|| labelled.clone());
    view! {
        <dialog class=class node_ref=node id=id aria-labelledby=labelled on:close=move |_| aperto.set(false)>
            {move || aperto.get().then(|| view! { <h2 id=heading.clone()>{titolo}</h2> {children()} })}
        </dialog>
    }
}
