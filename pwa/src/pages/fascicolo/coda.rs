//! The queue of the operator's sede beside the quesito that is open.

mod assegna;
mod elenco;
mod filtri;
mod tastiera;

use assegna::AssegnaMolti;
use cassetto_api::endpoint::{Nulla, parse_query};
use cassetto_api::fascicolo::{FiltroCoda, ListCoda, VoceCoda};
use cassetto_domain::id::QuesitoId;
use elenco::{Righe, Scelta};
use filtri::{Filtri, Viste, address};
use leptos::task::spawn_local;

use super::quesito::{Mossa, Posto, Riquadro};
use super::tasti::{BottoneTasti, ElencoTasti, Tasti};
use crate::api::use_client;
use crate::aree::Pagina;
use crate::browser;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::pages::quesiti::detail::use_id;
use crate::poll::poll;
use crate::rotta::Rotta;
use crate::session::use_accesso;
use crate::vista::prelude::*;

/// The queue, as its parts share it.
#[derive(Clone, Copy)]
pub struct Coda {
    filtro: Memo<FiltroCoda>,
    voci: Signal<Vec<VoceCoda>>,
    /// The quesito on the desk.
    aperto: Memo<Option<QuesitoId>>,
    /// Where the keyboard is in the list.
    cursore: RwSignal<Option<QuesitoId>>,
    scelta: Scelta,
    /// What the desk does first when it opens.
    desta: RwSignal<Option<Mossa>>,
    vai: Callback<Option<QuesitoId>>,
}

pub fn page() -> Nodo {
    let client = use_client();
    let search = use_indirizzo().search();
    let filtro = memo(move || parse_query::<FiltroCoda>(&search.get()).unwrap_or_default());
    let elenco = Elenco::new(move |cursor, abort| {
        let filtro = FiltroCoda { cursor, limit: None, ..filtro.get() };
        client.get::<ListCoda>(&Nulla {}, &filtro, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let look = Callback::new(move |()| {
        spawn_local(async move {
            elenco.prima.refresh().await;
        });
    });
    let indirizzo = use_indirizzo();
    let vai = Callback::new(move |id: Option<QuesitoId>| {
        let to = address(id, &filtro.get_untracked());
        if id.is_some() { indirizzo.go(&to) } else { indirizzo.go_still(&to) }
    });
    let coda = Coda {
        filtro,
        voci: derive(move || elenco.voci(|voce: &VoceCoda| voce.quesito.id)),
        aperto: use_id(),
        cursore: RwSignal::new(None),
        scelta: Scelta::new(filtro),
        desta: RwSignal::new(None),
        vai,
    };
    let tasti = Tasti::provide();
    let molti = RwSignal::new(false);
    tastiera::listen(coda, tasti, molti, move || {
        indirizzo.go(&Rotta::Persone.path());
    });
    let lascia = Callback::new(move |()| {
        vai.run(None);
        look.run(());
        // Its row goes too.
        browser::focus_first("h1");
    });
    let conto = derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    let quanti = derive(move || {
        let loaded = elenco.prima.valore.with(Option::is_some);
        loaded.then(|| if elenco.has_more() { format!("{}+", elenco.quanti()) } else { elenco.quanti().to_string() })
    });
    let empty = memo(move || elenco.is_empty());
    let accesso = use_accesso();
    let sede = accesso.with_untracked(|accesso| accesso.sessione().and_then(|sessione| sessione.sede.clone()));
    let heading = sede.map_or_else(|| t(K::NavCoda).to_owned(), |sede| fill(K::CodaTitolo, &[("sede", &sede.nome)]));
    let back = move |event: web_sys::MouseEvent| {
        event.prevent_default();
        tastiera::leave(coda);
    };
    view! {
        <div class="office">
            <div class="office-head">
                <Titolo testo=Signal::stored(heading) pagina=Signal::stored(t(K::NavCoda).to_owned()) />
                <BottoneTasti />
            </div>
            <div class="office-views no-print">
                <Viste filtro=filtro quanti=quanti />
                <Filtri filtro=filtro />
            </div>
            <div class="panes" class:panes-open=move || coda.aperto.get().is_some() class:panes-closed=move || coda.aperto.get().is_none()>
                <div class="pane-list">
                    <Load stato=elenco.prima forma=Forma::Elenco>
                        {move || {
                            if empty.get() {
                                view! { <Empty icona="spunta" titolo=t(K::CodaVuota) testo=t(K::CodaVuotaTesto) /> }
                            } else {
                                view! {
                                    <Righe coda=coda molti=molti />
                                    {end_of(elenco, conto)}
                                }
                            }
                        }}
                    </Load>
                </div>
                <div class="pane-desk">
                    {move || match coda.aperto.get() {
                        Some(id) => {
                            provide_context(Posto { id, riquadro: Riquadro::Lato, desta: coda.desta, cambiato: look, lascia });
                            view! {
                                <a class="pane-back no-print" href=move || address(None, &filtro.get()) on:click=back>
                                    <Icon nome="indietro" />
                                    {K::NavCoda}
                                </a>
                                {Pagina::Banco.lato(Forma::Quesito)}
                            }
                        }
                        None => view! { <Empty icona="busta" titolo=t(K::CodaScegli) testo=t(K::CodaScegliTesto) /> },
                    }}
                </div>
            </div>
            <AssegnaMolti coda=coda aperto=molti cambiato=look />
            <ElencoTasti />
        </div>
    }
}
