//! The views of the queue, and the category.

use cassetto_api::fascicolo::{FiltroCoda, VistaCoda};
use cassetto_domain::id::QuesitoId;

use crate::components::select_field::SelectField;
use crate::i18n::{K, t};
use crate::indirizzo::use_indirizzo;
use crate::pages::fascicolo::argomento;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

/// The address of a view, with a quesito on the desk or none.
pub fn address(id: Option<QuesitoId>, filtro: &FiltroCoda) -> String {
    let filtro = FiltroCoda { cursor: None, limit: None, ..filtro.clone() };
    let page = id.map_or(Rotta::Coda, Rotta::InCoda).path();
    format!("{page}?{}", serde_urlencoded::to_string(&filtro).unwrap_or_default())
}

#[component]
pub fn Viste(
    filtro: Memo<FiltroCoda>,
    /// How many are in the view that is shown.
    quanti: Signal<Option<String>>,
) -> Nodo {
    let links = VistaCoda::ALL
        .into_iter()
        .map(|vista| {
            let here = move || filtro.with(|filtro| filtro.vista) == vista;
            view! {
                <li>
                    <a
                        href=move || address(None, &FiltroCoda { vista, ..filtro.get() })
                        aria-current=move || here().then_some("page")
                    >
                        {t(name(vista))}
                        {move || here().then(|| view! { <span class="count">{move || quanti.get()}</span> })}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="nav-tabs" aria-label=K::CodaViste>
            <ul>{links}</ul>
        </nav>
    }
}

const fn name(vista: VistaCoda) -> K {
    match vista {
        VistaCoda::DaAssegnare => K::CodaDaAssegnare,
        VistaCoda::Mie => K::CodaMie,
        VistaCoda::InCarico => K::CodaInCarico,
        VistaCoda::InAttesa => K::CodaInAttesa,
        VistaCoda::InScadenza => K::CodaInScadenza,
        VistaCoda::Scadute => K::CodaScadute,
        VistaCoda::Chiuse => K::CodaChiuse,
    }
}

#[component]
pub fn Filtri(filtro: Memo<FiltroCoda>) -> Nodo {
    let indirizzo = use_indirizzo();
    let categoria = RwSignal::new(filtro.with_untracked(|filtro| filtro.categoria.clone().unwrap_or_default()));
    effect(move || {
        let chosen = Some(categoria.get()).filter(|codice| !codice.is_empty());
        let now = filtro.get_untracked();
        if now.categoria != chosen {
            let to = address(None, &FiltroCoda { categoria: chosen, ..now });
            indirizzo.go_still(&to);
        }
    });
    // Back leads to what was chosen before.
    effect(move || {
        let here = filtro.with(|filtro| filtro.categoria.clone().unwrap_or_default());
        if categoria.with_untracked(|chosen| *chosen != here) {
            categoria.set(here);
        }
    });
    let all = (String::new(), t(K::FiltroTutti).to_owned());
    let scelte: Vec<_> = [all].into_iter().chain(argomento::all()).collect();
    view! {
        <div class="office-bar">
            <SelectField id="coda-categoria" label=t(K::FiltroCategoria) valore=categoria scelte=scelte />
        </div>
    }
}
