//! Choosing a colleague or another sede, from lists that the API gives.

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::{ListOperatori, ListSedi, OperatoreVoce};
use cassetto_api::modello::{Pagina, SedeVoce};

use crate::api::use_client;
use crate::components::select_field::SelectField;
use crate::i18n::{K, fill, t};
use crate::lettura::{Lettura, Nucleo};
use crate::vista::prelude::*;

#[component]
pub fn SceltaOperatore(id: &'static str, valore: RwSignal<String>, #[prop(into)] errore: Signal<Option<String>>) -> Nodo {
    let client = use_client();
    let lettura = Lettura::<Pagina<OperatoreVoce>>::new(move |abort| client.get::<ListOperatori>(&Nulla {}, &Nulla {}, abort));
    let scelte = derive(move || {
        let voci = lettura.with(|pagina| pagina.map(|pagina| pagina.voci.clone()).unwrap_or_default());
        let named = voci.into_iter().map(|voce| {
            let nome = if voce.tu { fill(K::SceltaTu, &[("nome", &voce.nome)]) } else { voce.nome };
            (voce.id.to_string(), nome)
        });
        with_first(K::SceltaOperatore, named)
    });
    view! {
        <SelectField id=id label=t(K::SceltaCollega) valore=valore scelte=scelte errore=errore />
        <Fallita nucleo=lettura.nucleo />
    }
}

#[component]
pub fn SceltaSede(id: &'static str, valore: RwSignal<String>, #[prop(into)] errore: Signal<Option<String>>) -> Nodo {
    let client = use_client();
    let lettura = Lettura::<Pagina<SedeVoce>>::new(move |abort| client.get::<ListSedi>(&Nulla {}, &Nulla {}, abort));
    let scelte = derive(move || {
        let voci = lettura.with(|pagina| pagina.map(|pagina| pagina.voci.clone()).unwrap_or_default());
        with_first(K::SceltaSede, voci.into_iter().map(|voce| (voce.codice, voce.nome)))
    });
    view! {
        <SelectField id=id label=t(K::SceltaSedeNome) valore=valore scelte=scelte errore=errore />
        <Fallita nucleo=lettura.nucleo />
    }
}

fn with_first(first: K, others: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    [(String::new(), t(first).to_owned())].into_iter().chain(others).collect()
}

/// Why the list did not come, and the way to ask again.
#[component]
fn Fallita(nucleo: Nucleo) -> Nodo {
    view! {
        {move || {
            nucleo
                .errore
                .get()
                .map(|errore| {
                    view! {
                        <p class="form-error" role="alert">
                            {errore.riga()}
                        </p>
                        <button type="button" class="btn btn-link" on:click=move |_| nucleo.retry()>
                            {K::AzioneRiprova}
                        </button>
                    }
                })
        }}
    }
}
