//! Says for whom an intermediary is looking, on each page.

use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_domain::delega::Diritti;
use cassetto_domain::id::PersonaId;

use crate::api::use_client;
use crate::components::icon::Icon;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::per_conto::use_nomi;
use crate::rotta::{Rotta, use_rotta};
use crate::vista::prelude::*;

#[component]
pub fn PerContoBanner(datore: PersonaId) -> Nodo {
    let nomi = use_nomi();
    let rotta = use_rotta();
    // Pages opened by their address that read nothing of the employer's: for whom, and what is allowed, is never left unsaid.
    let silent = matches!(rotta.get_untracked(), Some(Rotta::QuesitiDi(_) | Rotta::PagamentiDi(_) | Rotta::InUscitaDi(_)));
    if silent && untrack(move || nomi.get(datore)).is_none() {
        let client = use_client();
        let home = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore: Some(datore) }, abort));
        effect(move || {
            if let Some(home) = home.get() {
                nomi.learn(datore, &home.datore);
                nomi.allow(datore, Diritti { legge: true, scrive: home.scrive });
            }
        });
    }
    let link = move |to: Rotta, testo: K| {
        let path = to.path();
        view! {
            <li>
                <a href=path aria-current=move || (rotta.get() == Some(to)).then_some("page")>{t(testo)}</a>
            </li>
        }
    };
    let note = move || {
        let (class, testo) = match nomi.may_write(Some(datore)) {
            true => ("muted small per-conto-note", K::PerContoNota),
            false => ("muted small", K::PerContoSolaLettura),
        };
        view! { <span class=class>{t(testo)}</span> }
    };
    view! {
        <aside class="per-conto" aria-label=K::PerContoEtichetta>
            <p>
                <Icon nome="persona" />
                <span>
                    {K::PerContoDi} " " <strong>{move || nomi.get(datore)}</strong> " " {note}
                </span>
            </p>
            <nav aria-label=K::PerContoEtichetta>
                <ul>
                    {link(Rotta::Datore(datore), K::NavInizio)}
                    {link(Rotta::QuesitiDi(datore), K::NavQuesiti)}
                    {link(Rotta::PagamentiDi(datore), K::NavPagamenti)}
                    {link(Rotta::Inizio, K::PerContoCambia)}
                </ul>
            </nav>
        </aside>
    }
}
