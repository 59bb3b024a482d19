//! Which rapporto it is about.

use leptos::prelude::*;

use super::passi::{Frame, Procedura, RAPPORTO, use_continue};
use crate::components::field_error::FieldError;
use crate::components::titolo::Titolo;
use crate::i18n::{K, t};
use crate::parole;
use crate::rotta::Passo;

pub fn view(procedura: Procedura) -> AnyView {
    let go = use_continue(procedura);
    let bozza = procedura.bozze.bozza;
    let choices = procedura
        .rapporti
        .get_untracked()
        .into_iter()
        .enumerate()
        .map(|(index, rapporto)| {
            let id = if index == 0 { RAPPORTO.to_owned() } else { format!("{RAPPORTO}-{index}") };
            let (codice, chosen) = (rapporto.codice.clone(), rapporto.codice.clone());
            view! {
                <div class="choice">
                    <input
                        type="radio"
                        name=RAPPORTO
                        id=id.clone()
                        prop:checked=move || bozza.with(|bozza| bozza.rapporto == chosen)
                        on:change=move |_| bozza.update(|bozza| bozza.rapporto = codice.clone())
                    />
                    <label for=id>
                        <span class="choice-title">{rapporto.lavoratore}</span>
                        <span class="muted">
                            {parole::mansione(rapporto.mansione)} " · " {parole::stato_rapporto(rapporto.stato)} " · " {t(K::RapportoCodice)} " "
                            {rapporto.codice}
                        </span>
                    </label>
                </div>
            }
        })
        .collect_view();
    view! {
        <Frame procedura=procedura passo=Passo::Rapporto>
            <form novalidate on:submit=move |event| go.run(event)>
                <fieldset>
                    <legend>
                        <Titolo testo=Signal::stored(t(K::NuovoRapportoTitolo).to_owned()) />
                    </legend>
                    <FieldError id=RAPPORTO errore=procedura.error_of(RAPPORTO) />
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
