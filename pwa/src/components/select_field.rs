//! A choice from a short list.

use leptos::prelude::*;

#[component]
pub fn SelectField(
    id: &'static str,
    label: &'static str,
    valore: RwSignal<String>,
    /// Value and words of each choice.
    #[prop(into)]
    scelte: Signal<Vec<(String, String)>>,
) -> AnyView {
    view! {
        <div class="form-group">
            <label for=id>{label}</label>
            <select class="form-control" id=id name=id on:change=move |event| valore.set(event_target_value(&event))>
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
    .into_any()
}
