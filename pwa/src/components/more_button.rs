//! The end of a list: how many there are, and the button for the next ones.

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
    view! {
        <div class="list-end">
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

/// The end of this list.
pub fn end_of<T: Clone + 'static>(elenco: Elenco<T>, conto: Signal<String>) -> Nodo {
    let altri = derive(move || elenco.has_more());
    let errore = derive(move || elenco.errore.get().map(|errore| errore.riga()));
    let chiedi = Callback::new(move |()| elenco.more());
    view! { <MoreButton altri=altri in_corso=elenco.in_corso errore=errore conto=conto chiedi=chiedi /> }
}
