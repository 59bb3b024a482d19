//! Says for whom an intermediary is looking, on each page.

use cassetto_domain::id::PersonaId;
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::per_conto::use_nomi;
use crate::rotta::Rotta;

#[component]
pub fn PerContoBanner(datore: PersonaId) -> AnyView {
    let nomi = use_nomi();
    view! {
        <aside class="per-conto" aria-label=t(K::PerContoEtichetta)>
            <p>
                <Icon nome="persona" />
                <span>
                    {t(K::PerContoDi)} " " <strong>{move || nomi.get(datore)}</strong>
                    <span class="muted small per-conto-note">{move || t(if nomi.may_write(Some(datore)) { K::PerContoNota } else { K::PerContoSolaLettura })}</span>
                </span>
            </p>
            <nav aria-label=t(K::PerContoEtichetta)>
                <ul>
                    <li>
                        <a href=Rotta::Datore(datore).path()>{t(K::NavInizio)}</a>
                    </li>
                    <li>
                        <a href=Rotta::QuesitiDi(datore).path()>{t(K::NavQuesiti)}</a>
                    </li>
                    <li>
                        <a href=Rotta::PagamentiDi(datore).path()>{t(K::NavPagamenti)}</a>
                    </li>
                    <li>
                        <a href=Rotta::Inizio.path()>{t(K::PerContoCambia)}</a>
                    </li>
                </ul>
            </nav>
        </aside>
    }
    .into_any()
}
