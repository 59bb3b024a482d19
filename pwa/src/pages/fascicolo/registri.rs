//! The daily registers of the sede: one a day, sealed, to be downloaded and verified anywhere.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{GetRegistro, ListRegistri, PaginaRegistri, RegistroPath, RegistroVoce};
use cassetto_api::tempo::Giorno;
use leptos::task::spawn_local;

use crate::api::{Extra, use_client};
use crate::components::empty::Empty;
use crate::components::icon::Icon;
use crate::components::load::Load;
use crate::components::more_button::end_of;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::components::toasts::use_toasts;
use crate::elenco::Elenco;
use crate::i18n::{K, count, fill, t};
use crate::vista::prelude::*;
use crate::{browser, format};

pub fn page() -> Nodo {
    let client = use_client();
    let toasts = use_toasts();
    let elenco = Elenco::<RegistroVoce>::new(move |cursor, abort| {
        client.get::<ListRegistri>(&Nulla {}, &PaginaRegistri { cursor, limit: None }, abort)
    });
    let save = Callback::new(move |data: Giorno| {
        spawn_local(async move {
            let path = RegistroPath { data: data.clone() };
            match client.call::<GetRegistro>(&path, &Nulla {}, &Nulla {}, Extra::default()).await {
                Ok(link) => browser::download(&link.url, &format!("registro-{}.json", data.0)),
                Err(errore) => toasts.warn(errore.riga()),
            }
        });
    });
    let empty = memo(move || elenco.is_empty());
    let conto = derive(move || count(K::RegistriUno, K::RegistriAltri, elenco.quanti()));
    view! {
        <div class="office">
            <Titolo testo=Signal::stored(t(K::RegistriTitolo).to_owned()) pagina=Signal::stored(t(K::NavRegistri).to_owned()) />
            <p class="prose">{K::RegistriTesto}</p>
            <Load stato=elenco.prima forma=Forma::Elenco>
                {move || {
                    if empty.get() {
                        return view! { <Empty icona="documento" titolo=t(K::RegistriVuoto) testo=t(K::RegistriVuotoTesto) /> };
                    }
                    view! {
                        <div class="table-scroll" role="group" tabindex="0" aria-label=K::RegistriTitolo>
                            <table class="table table-cards">
                                <caption class="visually-hidden">{K::RegistriTitolo}</caption>
                                <thead>
                                    <tr>
                                        <th scope="col">{K::RegistriGiorno}</th>
                                        <th scope="col">{K::RegistriNumeri}</th>
                                        <th scope="col" class="number">
                                            {K::RegistriQuante}
                                        </th>
                                        <th scope="col">{K::RegistriProdotto}</th>
                                        <th scope="col" class="wide-only">
                                            {K::RegistriImpronta}
                                        </th>
                                        <th scope="col">{K::RegistriFile}</th>
                                    </tr>
                                </thead>
                                <tbody>
                                    {move || {
                                        let voci = elenco.voci(|voce| voce.data.0.clone());
                                        voci.into_iter().map(|voce| row(voce, save)).collect_view()
                                    }}
                                </tbody>
                            </table>
                        </div>
                        {end_of(elenco, conto)}
                    }
                }}
            </Load>
        </div>
    }
}

fn row(voce: RegistroVoce, save: Callback<Giorno>) -> Nodo {
    let giorno = format::giorno(&voce.data);
    let short_day = format::giorno_medio(&voce.data);
    let numbers = match (&voce.prima, &voce.ultima) {
        (Some(prima), Some(ultima)) => fill(K::RegistriDalAl, &[("prima", prima), ("ultima", ultima)]),
        _ => t(K::RegistriNessuno).to_owned(),
    };
    let hash = voce.sha256.to_string();
    let action = format!("{} ({})", t(K::AzioneScarica), format::dimensione(voce.dimensione));
    let label = fill(K::RegistriScarica, &[("azione", &action), ("giorno", &giorno)]);
    let short: String = hash.chars().take(12).collect();
    let data = voce.data;
    view! {
        <tr>
            <th scope="row" class="nowrap">
                {short_day}
            </th>
            <td data-nome=t(K::RegistriNumeri)>{numbers}</td>
            <td class="number" data-nome=t(K::RegistriQuante)>
                {voce.registrazioni}
            </td>
            <td data-nome=t(K::RegistriProdotto)>{format::istante(&voce.prodotto)}</td>
            <td class="wide-only">
                <code title=hash>{short} "…"</code>
            </td>
            <td>
                <button type="button" class="btn btn-link" aria-label=label on:click=move |_| save.run(data.clone())>
                    <Icon nome="scarica" />
                    {action}
                </button>
            </td>
        </tr>
    }
}
