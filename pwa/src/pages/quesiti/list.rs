//! The quesiti of an employer, sent and received, with what was looked for.

mod filters;
mod scelte;
mod schede;

use cassetto_api::bozze::ListBozze;
use cassetto_api::endpoint::Nulla;
use cassetto_api::modello::QuesitoVoce;
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti};
use cassetto_domain::id::PersonaId;
use filters::Filters;
pub use scelte::indirizzo;
use schede::Schede;

use super::anno::AnnoExport;
use crate::api::{Conto, use_client};
use crate::browser;
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::quesiti_table::QuesitiTable;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::elenco::Elenco;
use crate::i18n::{K, count, t};
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::pages::scritto::Scritto;
use crate::per_conto::{use_datore, use_nomi};
use crate::poll::poll;
use crate::ricerca::{Parole, use_ricerca};
use crate::rotta::{Passo, Rotta};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let datore = use_datore();
    // Another employer's list is another list.
    view! { {move || list(datore.get())} }
}

fn list(datore: Option<PersonaId>) -> Nodo {
    let client = use_client();
    let search = use_indirizzo().search();
    let ricerca = use_ricerca().of(datore);
    effect(move || ricerca.visit(&search.get()));
    let filtro = memo(move || ricerca.filtro(&search.get()));
    let elenco = Elenco::new(move |cursor, abort| {
        client.get::<ListQuesiti>(&Nulla {}, &FiltroQuesiti { datore, cursor, limit: None, ..filtro.get() }, abort)
    });
    poll(move || Box::pin(async move { elenco.prima.refresh().await }));
    let voci = derive(move || elenco.voci(|voce: &QuesitoVoce| voce.id));
    let nomi = use_nomi();
    effect(move || {
        if let (Some(datore), Some(nome)) = (datore, voci.with(|voci| voci.first().map(|voce| voce.datore.clone()))) {
            nomi.learn(datore, &nome);
        }
    });
    let empty = memo(move || elenco.is_empty());
    let filtered = memo(move || scelte::quante(&filtro.get()) > 0);
    // Nothing is there while it is read again either: who looks for something keeps what they look with.
    let none = memo_with(move |before| {
        before != Some(&false) && empty.get() && !filtered.get() && filtro.with(|filtro| filtro.direzione.is_none())
    });
    let conto = derive(move || count(K::ElencoUno, K::ElencoAltri, elenco.quanti()));
    let bozze = Lettura::<Conto>::new(move |abort| client.conta::<ListBozze>(&Nulla {}, &Nulla {}, abort));
    let bozze = derive(move || bozze.with(|bozze| bozze.is_some_and(|bozze| !bozze.voci.is_empty())));
    let clear = move |_| {
        ricerca.set(Parole::default());
        browser::focus_if_lost(filters::TITOLO);
    };
    let nothing = move || {
        let filtered = filtered.get();
        let (titolo, testo) = match (filtered, filtro.with(|filtro| filtro.direzione), datore) {
            (true, ..) => (K::ElencoNessunRisultato, K::ElencoNessunRisultatoTesto),
            (false, Some(cassetto_api::quesiti::Direzione::Ricevute), _) => (K::ElencoNessunaRicevuta, K::ElencoNessunaRicevutaTesto),
            (false, _, None) => (K::ElencoVuoto, K::ElencoVuotoTesto),
            (false, _, Some(_)) => (K::ElencoVuotoLoroTitolo, K::ElencoVuotoLoro),
        };
        view! {
            <Empty icona=if filtered { "cerca" } else { "busta" } titolo=t(titolo) testo=t(testo)>
                {filtered
                    .then(|| {
                        view! {
                            <a class="btn btn-outline-primary" href=Rotta::quesiti(datore).path() on:click=clear>
                                {K::FiltroTogli}
                            </a>
                        }
                    })}
            </Empty>
        }
    };
    view! {
        {datore.map(|datore| view! { <super::PerContoBanner datore=datore /> })}
        <div class="page-head">
            <Titolo testo=Signal::stored(t(K::NavQuesiti).to_owned()) />
            {move || nomi.may_write(datore).then(|| view! {
                <a class="btn btn-primary" href=Rotta::nuovo(datore, Passo::Gestione).path()>
                    <Icon nome="piu" />
                    {K::InizioNuovo}
                </a>
            })}
        </div>
        <Scritto bozze=bozze arrivo=Callback::new(move |()| elenco.prima.retry()) />
        // Who has nothing has nothing to look for.
        {move || (!none.get()).then(|| view! { <Schede filtro=filtro datore=datore /> })}
        {move || (!none.get()).then(|| view! { <Filters filtro=filtro datore=datore /> })}
        <Load stato=elenco.prima forma=Forma::Elenco>
            {move || {
                if empty.get() {
                    nothing()
                } else {
                    let href = |datore, id| Rotta::quesito(datore, id).path();
                    view! {
                        <QuesitiTable voci=voci didascalia=t(K::NavQuesiti) href=href datore=datore />
                        {end_of(elenco, conto)}
                        <AnnoExport datore=datore />
                    }
                }
            }}
        </Load>
    }
}
