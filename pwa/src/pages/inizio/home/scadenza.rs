//! The next due date, in words.

use cassetto_api::home::ScadenzaVoce;
use cassetto_domain::id::PersonaId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::i18n::{K, fill, t};
use crate::rotta::Rotta;
use crate::{format, parole};

#[component]
pub fn Scadenza(scadenza: ScadenzaVoce, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> AnyView {
    let days = format::giorni_a(&scadenza.al);
    let open = format::giorni_a(&scadenza.dal) <= 0;
    let quarter = parole::trimestre(scadenza.trimestre);
    let cosa = fill(K::ScadenzaCosa, &[("trimestre", quarter), ("anno", &scadenza.anno.to_string())]);
    let quando = fill(K::ScadenzaEntro, &[("giorno", &format::giorno_lungo(&scadenza.al))]);
    let manca = if open { format::distanza(days) } else { fill(K::ScadenzaDal, &[("giorno", &format::giorno(&scadenza.dal))]) };
    view! {
        <section class="card due" class:due-soon=open aria-labelledby="scadenza">
            <div class="card-body">
                <h2 id="scadenza">
                    <Icon nome="calendario" />
                    {t(K::ScadenzaTitolo)}
                </h2>
                <p class="due-day">{quando}</p>
                <p class="muted">{cosa} " " {manca} "."</p>
                <p>
                    <a href=Rotta::pagamenti(datore).path()>{t(K::InizioPagamenti)}</a>
                </p>
            </div>
        </section>
    }
    .into_any()
}
