//! A page of the wizard with one choice from a list.

use super::passi::{Frame, Procedura, use_continue};
use crate::components::field_error::FieldError;
use crate::components::titolo::Titolo;
use crate::i18n::K;
use crate::rotta::Passo;
use crate::vista::prelude::*;

/// Something to choose.
pub struct Scelta {
    pub titolo: String,
    /// A quiet line below the title.
    pub sotto: Option<String>,
    /// Read together with the choice, below it.
    pub spiegazione: Option<Nodo>,
    pub chosen: Memo<bool>,
    pub choose: Callback<()>,
}

/// One question with its choices, and the button for the next page.
pub fn view(procedura: Procedura, passo: Passo, campo: &'static str, domanda: &'static str, scelte: Vec<Scelta>) -> Nodo {
    let go = use_continue(procedura);
    let choices = scelte.into_iter().enumerate().map(|(index, scelta)| choice(index, campo, scelta)).collect_view();
    view! {
        <Frame procedura=procedura passo=passo>
            <form novalidate on:submit=move |event| go.run(event)>
                <fieldset>
                    <legend>
                        <Titolo testo=Signal::stored(domanda.to_owned()) pagina=procedura.title(passo, domanda) />
                    </legend>
                    <FieldError id=campo errore=procedura.error_of(campo) />
                    {choices}
                </fieldset>
                <button type="submit" class="btn btn-primary btn-lg">
                    {K::AzioneContinua}
                </button>
            </form>
        </Frame>
    }
}

/// The first has the field's own id: it is where the summary of errors leads.
fn choice(index: usize, campo: &'static str, scelta: Scelta) -> Nodo {
    let Scelta { titolo, sotto, spiegazione, chosen, choose } = scelta;
    let id = if index == 0 { campo.to_owned() } else { format!("{campo}-{index}") };
    let hint = format!("{id}-spiegazione");
    let described = spiegazione.is_some().then(|| hint.clone());
    view! {
        <div class="choice">
            <input
                type="radio"
                name=campo
                id=id.clone()
                aria-describedby=described
                prop:checked=chosen
                on:change=move |_| choose.run(())
            />
            <label for=id>
                <span class="choice-title">{titolo}</span>
                {sotto.map(|sotto| view! { <span class="muted">{sotto}</span> })}
            </label>
            {spiegazione.map(|spiegazione| view! { <div class="choice-more" id=hint>{spiegazione}</div> })}
        </div>
    }
}
