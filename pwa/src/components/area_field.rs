//! Several lines of text: label, hint, error, counter.

use super::counter::Counter;
use super::field_error::FieldError;
use crate::vista::prelude::*;

#[component]
pub fn AreaField(
    id: &'static str,
    label: &'static str,
    valore: RwSignal<String>,
    massimo: usize,
    #[prop(optional)] suggerimento: Option<&'static str>,
    #[prop(optional, into)] errore: Signal<Option<String>>,
    #[prop(default = 6)] righe: u32,
) -> Nodo {
    let described = move || {
        let mut ids = format!("{id}-conteggio");
        if suggerimento.is_some() {
            ids = format!("{id}-suggerimento {ids}");
        }
        if errore.with(Option::is_some) {
            ids = format!("{id}-errore {ids}");
        }
        ids
    };
    view! {
        <div class="form-group" class:is-invalid=move || errore.with(Option::is_some)>
            <label for=id>{label}</label>
            {suggerimento.map(|testo| view! { <p class="form-text" id=format!("{id}-suggerimento")>{testo}</p> })}
            <FieldError id=id errore=errore />
            <textarea
                class="form-control"
                id=id
                name=id
                rows=righe
                aria-describedby=described
                aria-invalid=move || errore.with(Option::is_some).then_some("true")
                prop:value=valore
                on:input=move |event| valore.set(event_target_value(&event))
            ></textarea>
            <Counter id=id valore=valore massimo=massimo />
        </div>
    }
}
