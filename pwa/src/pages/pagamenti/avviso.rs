//! A question about a pagoPA notice, by its number. The number stays on the page until it is part of a quesito.

use cassetto_api::modello::GestioneVoce;
use cassetto_api::pagamenti::PagamentoVoce;
use cassetto_domain::avviso_pagamento::{NumeroAvviso, NumeroAvvisoError};
use cassetto_domain::id::PersonaId;

use crate::bozza::Seme;
use crate::components::field::Field;
use crate::i18n::{K, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::vista::prelude::*;

const CAMPO: &str = "avviso";

#[component]
pub fn Avviso(voci: Signal<Vec<PagamentoVoce>>, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    let numero = RwSignal::new(String::new());
    let errore = RwSignal::new(None::<String>);
    let indirizzo = use_indirizzo();
    let ask = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match NumeroAvviso::parse(&numero.get_untracked()) {
            Ok(avviso) => {
                errore.set(None);
                let path = voci.with_untracked(|voci| seme(&avviso, voci)).path(datore);
                indirizzo.go(&path);
            }
            Err(wrong) => {
                errore.set(Some(t(explain(wrong)).to_owned()));
                crate::browser::focus_soon(CAMPO);
            }
        }
    };
    view! {
        <section class="card notice-ask" aria-labelledby="chiedi-avviso">
            <form class="card-body" novalidate on:submit=ask>
                <h2 id="chiedi-avviso">{K::AvvisoPagamentoTitolo}</h2>
                <Field
                    id=CAMPO
                    label=t(K::AvvisoPagamentoNumero)
                    suggerimento=t(K::AvvisoPagamentoSuggerimento)
                    valore=numero
                    errore=errore
                    inputmode="numeric"
                >
                    <button type="submit" class="btn btn-outline-primary">
                        {K::AvvisoPagamentoChiedi}
                    </button>
                </Field>
            </form>
        </section>
    }
}

/// Of a payment that is listed it is known which rapporto it is for.
fn seme(avviso: &NumeroAvviso, voci: &[PagamentoVoce]) -> Seme {
    let listed = voci.iter().find(|voce| voce.avviso.as_deref() == Some(avviso.as_str()));
    let rapporto = listed.map(|voce| voce.rapporto.as_str()).unwrap_or_default();
    Seme::rapporto(GestioneVoce::LavoroDomestico, rapporto).with("mav", fill(K::AvvisoPagamentoOggetto, &[("numero", avviso.as_str())]))
}

fn explain(errore: NumeroAvvisoError) -> K {
    match errore {
        NumeroAvvisoError::Forma => K::AvvisoPagamentoForma,
        NumeroAvvisoError::Ausiliaria => K::AvvisoPagamentoInizio,
        NumeroAvvisoError::Controllo => K::AvvisoPagamentoControllo,
    }
}
