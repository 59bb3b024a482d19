//! Who acts for an employer, and for whom an intermediary acts: the list and one delega side by side where there is room.

mod accetta;
mod elenco;
pub mod nuova;
mod parole;
mod scheda;
mod termina;

use cassetto_api::deleghe::{DelegaVoce, FiltroDeleghe, GruppoDeleghe, ListDeleghe};
use cassetto_api::endpoint::{Nulla, parse_query};
use cassetto_api::modello::{LatoVoce, Pagina, RuoloVoce};
use cassetto_domain::id::DelegaId;
use elenco::{Elenco as Lista, Schede};
use scheda::Scheda;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::skeleton::{Forma, Skeleton};
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, t};
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::poll::poll;
use crate::rotta::{Rotta, use_rotta};
use crate::session::use_ruolo;
use crate::vista::prelude::*;

/// On which side who is signed in is.
pub fn use_lato() -> LatoVoce {
    match use_ruolo().get_untracked() {
        Some(RuoloVoce::Intermediario) => LatoVoce::Intermediario,
        _ => LatoVoce::Datore,
    }
}

/// The address of a group, with one of its deleghe open or none.
fn address(gruppo: GruppoDeleghe, aperta: Option<DelegaId>) -> String {
    let gruppo = match gruppo {
        GruppoDeleghe::Richieste => "richieste",
        GruppoDeleghe::Attive => "attive",
        GruppoDeleghe::Concluse => "concluse",
    };
    let rotta = aperta.map_or(Rotta::Deleghe, Rotta::Delega);
    format!("{}?gruppo={gruppo}", rotta.path())
}

pub fn page() -> Nodo {
    let (client, lato) = (use_client(), use_lato());
    let (search, rotta) = (use_indirizzo().search(), use_rotta());
    let gruppo = memo(move || {
        let filtro: FiltroDeleghe = search.with(|search| parse_query(search.trim_start_matches('?'))).unwrap_or_default();
        filtro.gruppo
    });
    let aperta = memo(move || match rotta.get() {
        Some(Rotta::Delega(id)) => Some(id),
        _ => None,
    });
    let elenco = Elenco::new(move |cursor, abort| {
        client.get::<ListDeleghe>(&Nulla {}, &FiltroDeleghe { gruppo: gruppo.get(), cursor, limit: None }, abort)
    });
    let richieste: Lettura<Pagina<DelegaVoce>> = Lettura::new(move |abort| {
        let filtro = FiltroDeleghe { gruppo: GruppoDeleghe::Richieste, cursor: None, limit: Some(50) };
        client.get::<ListDeleghe>(&Nulla {}, &filtro, abort)
    });
    poll(move || {
        Box::pin(async move {
            let asked = richieste.refresh().await;
            elenco.prima.refresh().await || asked
        })
    });
    let mine = memo(move || {
        let asked = |delega: &&DelegaVoce| delega.richiesta_da != lato;
        richieste.with(|pagina| pagina.map_or(0, |pagina| pagina.voci.iter().filter(asked).count()))
    });
    let open = memo(move || {
        let id = aperta.get()?;
        elenco.voci(|delega: &DelegaVoce| delega.id).into_iter().find(|delega| delega.id == id)
    });
    let awaited = memo(move || aperta.get().is_some() && elenco.prima.valore.with(Option::is_none));
    let (testo, nuova) = match lato {
        LatoVoce::Datore => (K::DelegheTestoDatore, K::DelegheDai),
        LatoVoce::Intermediario => (K::DelegheTestoIntermediario, K::DelegheChiedi),
    };
    view! {
        <div class="page-head">
            <Titolo testo=Signal::stored(t(K::DelegheTitolo).to_owned()) />
            <a class="btn btn-primary" href=Rotta::NuovaDelega.path()>
                <Icon nome="piu" />
                {t(nuova)}
            </a>
        </div>
        <p class="lead">{t(testo)}</p>
        {move || (mine.get() > 0 && gruppo.get() != GruppoDeleghe::Richieste).then(|| waiting(mine.get()))}
        <Schede gruppo=gruppo />
        <div class="split deleghe" class:has-open=move || awaited.get() || open.with(Option::is_some)>
            <div class="deleghe-list">
                <Load stato=elenco.prima forma=Forma::Elenco>
                    <Lista elenco=elenco gruppo=gruppo aperta=aperta lato=lato />
                </Load>
            </div>
            <div class="split-main">
                {move || match open.get() {
                    // Another version of it is another card: what can be done with it has changed.
                    Some(delega) => view! { <Scheda delega=delega gruppo=gruppo.get() /> },
                    None if awaited.get() => view! { <Skeleton forma=Forma::Quesito /> },
                    None => view! { <Empty icona="persone" titolo=t(K::DelegheScegli) /> },
                }}
            </div>
        </div>
    }
}

/// Somebody waits for an answer.
fn waiting(quante: usize) -> Nodo {
    view! {
        <div class="callout callout-warning">
            <p>{count(K::DelegheDaRispondereUno, K::DelegheDaRispondereAltri, quante)}</p>
            <a href=address(GruppoDeleghe::Richieste, None)>{K::DelegheVaiRichieste}</a>
        </div>
    }
}
