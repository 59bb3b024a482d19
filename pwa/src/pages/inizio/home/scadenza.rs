//! The next due date, in words.

use cassetto_api::home::ScadenzaVoce;
use cassetto_domain::id::PersonaId;

use crate::components::icon::Icon;
use crate::i18n::{K, fill};
use crate::rotta::Rotta;
use crate::vista::prelude::*;
use crate::{format, parole};

#[component]
pub fn Scadenza(scadenza: ScadenzaVoce, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let days = format::giorni_a(&scadenza.al);
    let open = format::giorni_a(&scadenza.dal) <= 0;
    let quarter = parole::trimestre(scadenza.trimestre);
    let cosa = fill(K::ScadenzaCosa, &[("trimestre", quarter), ("anno", &scadenza.anno.to_string())]);
    let quando = fill(K::ScadenzaEntro, &[("giorno", &format::giorno_lungo(&scadenza.al))]);
    let manca = if open { format::distanza(days) } else { fill(K::ScadenzaDal, &[("giorno", &format::giorno(&scadenza.dal))]) };
    view! {
        <section class="card card-link due" class:due-soon=open aria-labelledby="scadenza">
            <Icon nome="calendario" />
            <div>
                <h2 id="scadenza">{K::ScadenzaTitolo}</h2>
                <p class="due-day">
                    <a class="stretched-link" href=Rotta::pagamenti(datore).path()>
                        {quando} <span class="visually-hidden">". " {K::InizioPagamenti}</span>
                    </a>
                </p>
                <p class="due-more muted small">
                    <span class="due-what">{cosa}</span>
                    " "
                    {manca}
                    "."
                </p>
            </div>
            <Icon nome="avanti" />
        </section>
    }
}
