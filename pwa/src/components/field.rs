//! One line of text: label, hint, error, and a counter where there is a limit.

use super::counter::Counter;
use super::field_error::FieldError;
use crate::vista::prelude::*;

#[component]
pub fn Field(
    id: &'static str,
    label: &'static str,
    valore: RwSignal<String>,
    #[prop(optional)] suggerimento: Option<&'static str>,
    #[prop(optional, into)] errore: Signal<Option<String>>,
    #[prop(into, default = Signal::stored("text"))] tipo: Signal<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] autocapitalize: Option<&'static str>,
    #[prop(optional)] class: Option<&'static str>,
    /// The longest that is accepted.
    #[prop(optional)]
    massimo: Option<usize>,
    /// Beside the box.
    #[prop(optional)]
    children: Option<Children>,
) -> Nodo {
    let described = move || {
        let mut ids = Vec::new();
        if errore.with(Option::is_some) {
            ids.push(format!("{id}-errore"));
        }
        if suggerimento.is_some() {
            ids.push(format!("{id}-suggerimento"));
        }
        if massimo.is_some() {
            ids.push(format!("{id}-conteggio"));
        }
        (!ids.is_empty()).then(|| ids.join(" "))
    };
    view! {
        <div class="form-group" class:is-invalid=move || errore.with(Option::is_some)>
            <label for=id>{label}</label>
            {suggerimento.map(|testo| view! { <p class="form-text" id=format!("{id}-suggerimento")>{testo}</p> })}
            <FieldError id=id errore=errore />
            <div class="input-row">
                <input
                    class=format!("form-control {}", class.unwrap_or_default())
                    id=id
                    name=id
                    type=tipo
                    inputmode=inputmode
                    autocomplete=autocomplete.unwrap_or("off")
                    autocapitalize=autocapitalize
                    spellcheck=(autocapitalize.is_some()).then_some("false")
                    aria-describedby=described
                    aria-invalid=move || errore.with(Option::is_some).then_some("true")
                    prop:value=valore
                    on:input=move |event| valore.set(event_target_value(&event))
                />
                {children.map(|children| children())}
            </div>
            {massimo.map(|massimo| view! { <Counter id=id valore=valore massimo=massimo /> })}
        </div>
    }
}
