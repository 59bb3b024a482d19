//! A window above the page: the browser's own dialog, with its focus and its Escape.

use leptos::html;
use leptos::prelude::*;

#[component]
pub fn Modal(
    id: &'static str,
    titolo: Signal<String>,
    aperto: RwSignal<bool>,
    #[prop(default = "modal")] class: &'static str,
    children: ChildrenFn,
) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if aperto.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !aperto.get() && dialog.open() {
            dialog.close();
        }
    });
    let heading = format!("{id}-titolo");
    let labelled = heading.clone();
    view! {
        <dialog class=class node_ref=node id=id aria-labelledby=labelled on:close=move |_| aperto.set(false)>
            <h2 id=heading>{titolo}</h2>
            {move || aperto.get().then(|| children())}
        </dialog>
    }
    .into_any()
}
