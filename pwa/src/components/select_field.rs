//! A choice from a short list.

use super::field_error::FieldError;
use crate::vista::prelude::*;

#[component]
pub fn SelectField(
    id: &'static str,
    label: &'static str,
    valore: RwSignal<String>,
    /// Value and words of each choice.
    #[prop(into)]
    scelte: Signal<Vec<(String, String)>>,
    #[prop(optional, into)] errore: Signal<Option<String>>,
) -> Nodo {
    view! {
        <div class="form-group" class:is-invalid=move || errore.with(Option::is_some)>
            <label for=id>{label}</label>
            <FieldError id=id errore=errore />
            <select
                class="form-control"
                id=id
                name=id
                aria-describedby=move || errore.with(Option::is_some).then(|| format!("{id}-errore"))
                aria-invalid=move || errore.with(Option::is_some).then_some("true")
                on:change=move |event| valore.set(event_target_value(&event))
            >
                {move || {
                    scelte
                        .get()
                        .into_iter()
                        .map(|(codice, nome)| {
                            let value = codice.clone();
                            view! {
                                <option value=codice prop:selected=move || valore.get() == value>
                                    {nome}
                                </option>
                            }
                        })
                        .collect_view()
                }}
            </select>
        </div>
    }
}
