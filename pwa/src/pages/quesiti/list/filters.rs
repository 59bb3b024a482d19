//! The history search: words, state, subject, rapporto or position, dates, who sent it, gestione, order.

mod campi;

use campi::{Campi, argomenti, riferimenti};
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::{GetHome, Home, PerConto};
use cassetto_api::modello::GestioneVoce;
use cassetto_api::quesiti::{FiltroQuesiti, Mittente, Ordine};
use cassetto_domain::id::PersonaId;
use cassetto_domain::stato::Stato;

use super::scelte::{code, indirizzo, quante, with_all};
use crate::api::use_client;
use crate::browser;
use crate::components::field::Field;
use crate::components::icon::Icon;
use crate::components::select_field::SelectField;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::lettura::Lettura;
use crate::menu::use_menu;
use crate::pages::nuovo::riferimento;
use crate::parole;
use crate::ricerca::{Parole, use_ricerca};
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// What opens it.
pub const TITOLO: &str = "filtri";

#[component]
pub fn Filters(filtro: Memo<FiltroQuesiti>, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let client = use_client();
    let ricerca = use_ricerca();
    let chosen = memo(move || filtro.with(quante));
    let campi = Campi::new();
    // The fields stay, with the focus, and follow what is looked for.
    campi.show(filtro.get_untracked());
    effect(move || campi.show(filtro.get()));
    let home = Lettura::<Home>::new(move |abort| client.get::<GetHome>(&Nulla {}, &PerConto { datore }, abort));
    let menu = use_menu();
    effect(move || home.with(|home| menu.learn(home, datore)));
    let tutti = memo(move || home.with(|home| home.map(riferimento::all).unwrap_or_default()));
    let gestioni = memo(move || tutti.with(|tutti| riferimento::gestioni(tutti)));

    let stati = with_all(Stato::ALL.into_iter().map(|stato| (code(stato), parole::stato(stato.into()).to_owned())).collect());
    let mittenti = with_all(
        [(Mittente::Datore, K::MittenteDatore), (Mittente::Delegato, K::MittenteDelegato), (Mittente::Ufficio, K::MittenteUfficio)]
            .map(|(mittente, testo)| (code(mittente), t(testo).to_owned()))
            .to_vec(),
    );
    let ordini = [(Ordine::PiuRecenti, K::OrdinePiuRecenti), (Ordine::MenoRecenti, K::OrdineMenoRecenti)]
        .map(|(ordine, testo)| (code(ordine), t(testo).to_owned()))
        .to_vec();

    let barra = use_indirizzo();
    let pannello = NodeRef::default();
    let apply = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let (cercato, parole) = campi.read(filtro.with_untracked(|filtro| filtro.direzione), gestioni.get_untracked().len());
        // What was found would lie below the whole form.
        if quante(&cercato) + usize::from(parole != Parole::default()) > 0 && !browser::is_wide() {
            if let Some(pannello) = pannello.get_untracked() {
                let _ = pannello.remove_attribute("open");
            }
            browser::focus_now(TITOLO);
        }
        ricerca.set(parole);
        barra.go_still(&indirizzo(datore, &cercato));
    };
    let scelte_argomenti = derive(move || with_all(argomenti(&gestioni.get(), &campi.gestioni.get())));
    let scelte_riferimenti = derive(move || with_all(riferimenti(&tutti.get(), &campi.gestioni.get(), &campi.rapporto.get_untracked())));
    // At first: from then on the person opens and shuts it.
    let open = chosen.get_untracked() > 0 && browser::is_wide();
    let clear = move |_| {
        ricerca.set(Parole::default());
        browser::focus_if_lost(TITOLO);
    };
    view! {
        <details class="filters" open=open node_ref=pannello>
            <summary id=TITOLO>
                <Icon nome="filtro" />
                <span>
                    {move || match chosen.get() {
                        0 => t(K::FiltroTitolo).to_owned(),
                        n => format!("{} ({n})", t(K::FiltroTitolo)),
                    }}
                </span>
            </summary>
            <form class="filters-form" on:submit=apply>
                <Field id="filtro-oggetto" label=t(K::FiltroOggetto) valore=campi.oggetto tipo="search" />
                <SelectField id="filtro-stato" label=t(K::FiltroStato) valore=campi.stato scelte=stati />
                {move || (gestioni.with(Vec::len) > 1).then(|| view! { <Gestioni tutte=gestioni.get() scelte=campi.gestioni /> })}
                <SelectField id="filtro-categoria" label=t(K::FiltroCategoria) valore=campi.categoria scelte=scelte_argomenti />
                <SelectField id="filtro-rapporto" label=t(K::FiltroRapporto) valore=campi.rapporto scelte=scelte_riferimenti />
                <SelectField id="filtro-mittente" label=t(K::FiltroMittente) valore=campi.inviato_da scelte=mittenti />
                <div class="filters-pair">
                    <Field id="filtro-dal" label=t(K::FiltroDal) valore=campi.dal tipo="date" />
                    <Field id="filtro-al" label=t(K::FiltroAl) valore=campi.al tipo="date" />
                </div>
                <div class="filters-pair">
                    <Field id="filtro-aggiornato-dal" label=t(K::FiltroAggiornatoDal) valore=campi.aggiornato_dal tipo="date" />
                    <Field id="filtro-aggiornato-al" label=t(K::FiltroAggiornatoAl) valore=campi.aggiornato_al tipo="date" />
                </div>
                <SelectField id="filtro-ordine" label=t(K::FiltroOrdine) valore=campi.ordine scelte=ordini />
                <div class="btn-row">
                    <button type="submit" class="btn btn-primary">
                        {K::FiltroApplica}
                    </button>
                    {move || {
                        (chosen.get() > 0)
                            .then(|| {
                                view! {
                                    <a class="btn btn-link" href=Rotta::quesiti(datore).path() on:click=clear>
                                        {K::FiltroTogli}
                                    </a>
                                }
                            })
                    }}
                </div>
            </form>
        </details>
    }
}

/// One or several at once.
#[component]
fn Gestioni(tutte: Vec<GestioneVoce>, scelte: RwSignal<Vec<GestioneVoce>>) -> Nodo {
    let boxes = tutte
        .into_iter()
        .map(|gestione| {
            let id = format!("filtro-{}", code(gestione));
            let toggle = move |event: web_sys::Event| {
                let on = event_target_checked(&event);
                scelte.update(|scelte| {
                    scelte.retain(|known| *known != gestione);
                    if on {
                        scelte.push(gestione);
                    }
                });
            };
            view! {
                <div class="form-check">
                    <input type="checkbox" id=id.clone() prop:checked=move || scelte.with(|scelte| scelte.contains(&gestione)) on:change=toggle />
                    <label for=id>{parole::gestione(gestione)}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="checks">
            <legend>{K::FiltroGestioni}</legend>
            {boxes}
        </fieldset>
    }
}
