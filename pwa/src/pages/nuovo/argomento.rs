//! What it is about: the categories in plain words, with examples for the one that is chosen.

use cassetto_domain::categoria;
use leptos::prelude::*;

use super::passi::{CATEGORIA, Frame, Procedura, use_continue};
use crate::components::field_error::FieldError;
use crate::components::titolo::Titolo;
use crate::i18n::{self, K, t};
use crate::rotta::Passo;

pub fn view(procedura: Procedura) -> AnyView {
    let go = use_continue(procedura);
    let bozza = procedura.bozze.bozza;
    let corrente = categoria::corrente();
    let choices = corrente
        .voci
        .iter()
        .enumerate()
        .map(|(index, voce)| {
            let id = if index == 0 { CATEGORIA.to_owned() } else { format!("{CATEGORIA}-{index}") };
            let hint = format!("{id}-spiegazione");
            let codice = voce.codice.as_str();
            let chosen = Memo::new(move |_| bozza.with(|bozza| bozza.categoria == codice));
            let examples = voce.esempi.iter().map(|esempio| view! { <li>{i18n::pick(esempio)}</li> }).collect_view();
            view! {
                <div class="choice">
                    <input
                        type="radio"
                        name=CATEGORIA
                        id=id.clone()
                        aria-describedby=hint.clone()
                        prop:checked=chosen
                        on:change=move |_| {
                            bozza
                                .update(|bozza| {
                                    bozza.categoria = codice.to_owned();
                                    bozza.versione_categorie = corrente.versione;
                                });
                        }
                    />
                    <label for=id>
                        <span class="choice-title">{i18n::pick(&voce.nome)}</span>
                    </label>
                    <div class="choice-more" id=hint>
                        <p>{i18n::pick(&voce.descrizione)}</p>
                        <div hidden=move || !chosen.get()>
                            <p class="muted">{t(K::NuovoEsempi)}</p>
                            <ul>{examples}</ul>
                        </div>
                    </div>
                </div>
            }
        })
        .collect_view();
    view! {
        <Frame procedura=procedura passo=Passo::Argomento>
            <form novalidate on:submit=move |event| go.run(event)>
                <fieldset>
                    <legend>
                        <Titolo testo=Signal::stored(t(K::NuovoArgomentoTitolo).to_owned()) />
                    </legend>
                    <FieldError id=CATEGORIA errore=procedura.error_of(CATEGORIA) />
                    {choices}
                </fieldset>
                <button type="submit" class="btn btn-primary btn-lg">
                    {t(K::AzioneContinua)}
                </button>
            </form>
        </Frame>
    }
    .into_any()
}
