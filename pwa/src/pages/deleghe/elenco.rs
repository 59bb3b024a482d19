//! The three groups and the list of one of them.

use cassetto_api::deleghe::{DelegaVoce, GruppoDeleghe};
use cassetto_api::modello::LatoVoce;
use cassetto_domain::id::DelegaId;

use super::{address, parole};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::keyed::{Keyed, Riga, riga};
use crate::components::more_button::end_of;
use crate::format;
use crate::i18n::{K, count, fill, t};
use crate::vista::prelude::*;

#[component]
pub fn Schede(gruppo: Memo<GruppoDeleghe>) -> Nodo {
    let tab = move |testo: K, questo: GruppoDeleghe| {
        view! {
            <li>
                <a href=address(questo, None) aria-current=move || (gruppo.get() == questo).then_some("page")>
                    {t(testo)}
                </a>
            </li>
        }
    };
    view! {
        <nav class="nav-tabs" aria-label=K::DelegheTitolo>
            <ul>
                {tab(K::DelegheAttive, GruppoDeleghe::Attive)}
                {tab(K::DelegheRichieste, GruppoDeleghe::Richieste)}
                {tab(K::DelegheConcluse, GruppoDeleghe::Concluse)}
            </ul>
        </nav>
    }
}

#[component]
pub fn Elenco(
    elenco: crate::elenco::Elenco<DelegaVoce>,
    gruppo: Memo<GruppoDeleghe>,
    aperta: Memo<Option<DelegaId>>,
    lato: LatoVoce,
) -> Nodo {
    let righe = derive(move || {
        let gruppo = gruppo.get();
        elenco.voci(|delega: &DelegaVoce| delega.id).into_iter().map(|delega| row(delega, gruppo, aperta, lato)).collect::<Vec<Riga>>()
    });
    let conto = derive(move || count(K::DelegheUno, K::DelegheAltri, elenco.quanti()));
    let nothing = move || {
        let titolo = match (gruppo.get(), lato) {
            (GruppoDeleghe::Richieste, _) => K::DelegheVuotoRichieste,
            (GruppoDeleghe::Attive, LatoVoce::Datore) => K::DelegheVuotoAttiveDatore,
            (GruppoDeleghe::Attive, LatoVoce::Intermediario) => K::DelegheVuotoAttive,
            (GruppoDeleghe::Concluse, _) => K::DelegheVuotoConcluse,
        };
        view! { <Empty icona="persone" titolo=t(titolo) /> }
    };
    let shown = move || {
        t(match gruppo.get() {
            GruppoDeleghe::Attive => K::DelegheAttive,
            GruppoDeleghe::Richieste => K::DelegheRichieste,
            GruppoDeleghe::Concluse => K::DelegheConcluse,
        })
    };
    let empty = memo(move || elenco.is_empty());
    view! {
        {move || empty.get().then(nothing)}
        <nav class="split-list" aria-label=shown hidden=move || empty.get()>
            <ul>
                <Keyed righe=righe />
            </ul>
        </nav>
        {move || (!empty.get()).then(|| end_of(elenco, conto))}
    }
}

fn row(delega: DelegaVoce, gruppo: GruppoDeleghe, aperta: Memo<Option<DelegaId>>, lato: LatoVoce) -> Riga {
    let id = delega.id;
    riga(format!("{id} {}", delega.storia.len()), move || {
        let altra = parole::altra(&delega, lato);
        let (class, icona) = parole::segno(delega.stato);
        // Who acts for many knows what they are themselves.
        let more = match (&delega.dal, lato) {
            (Some(dal), LatoVoce::Intermediario) => fill(K::RapportoDal, &[("dal", &format::giorno(dal))]),
            _ => parole::tipo(&delega.tipo),
        };
        view! {
            <li class:unread=delega.richiesta_da != lato && gruppo == GruppoDeleghe::Richieste>
                <a href=address(gruppo, Some(id)) aria-current=move || (aperta.get() == Some(id)).then_some("page")>
                    <span class="break">{altra.nome.clone()}</span>
                    <span class="muted small">{more}</span>
                    <span class="chips">
                        <span class=class>
                            <Icon nome=icona />
                            {parole::stato(delega.stato)}
                        </span>
                    </span>
                </a>
            </li>
        }
    })
}
