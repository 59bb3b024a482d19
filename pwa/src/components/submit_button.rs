//! The button that sends a form: it says that it is working, and takes no second press meanwhile.

use crate::vista::prelude::*;

#[component]
pub fn SubmitButton(
    #[prop(into)] testo: Signal<&'static str>,
    /// Shown while it works.
    attesa: &'static str,
    #[prop(into)] in_corso: Signal<bool>,
    /// For now it does nothing.
    #[prop(optional, into)]
    fermo: Signal<bool>,
    #[prop(default = "btn btn-primary btn-lg")] class: &'static str,
) -> Nodo {
    view! {
        <button type="submit" class=class aria-disabled=move || (in_corso.get() || fermo.get()).then_some("true")>
            {move || in_corso.get().then(|| view! { <span class="progress-spinner" aria-hidden="true"></span> })}
            {move || if in_corso.get() { attesa } else { testo.get() }}
        </button>
    }
}
