//! The payments of the last five years: what was due, how it stands, and a question about any of them.

mod avviso;
mod riga;

use avviso::Avviso;
use cassetto_api::endpoint::Nulla;
use cassetto_api::home::PerConto;
use cassetto_api::modello::StatoPagamentoVoce;
use cassetto_api::pagamenti::{ListPagamenti, Pagamenti, PagamentoVoce};
use cassetto_domain::id::PersonaId;

use crate::api::use_client;
use crate::components::empty::Empty;
use crate::components::load::Load;
use crate::components::skeleton::Forma;
use crate::components::titolo::Titolo;
use crate::format;
use crate::i18n::{K, t};
use crate::lettura::Lettura;
use crate::pages::quesiti::PerContoBanner;
use crate::per_conto::{use_datore, use_nomi};
use crate::vista::prelude::*;

pub fn page() -> Nodo {
    let datore = use_datore();
    view! { {move || payments(datore.get())} }
}

fn payments(datore: Option<PersonaId>) -> Nodo {
    let (client, nomi) = (use_client(), use_nomi());
    let lettura = Lettura::<Pagamenti>::new(move |abort| client.get::<ListPagamenti>(&Nulla {}, &PerConto { datore }, abort));
    let voci = derive(move || lettura.with(|pagamenti| pagamenti.map(|pagamenti| pagamenti.voci.clone()).unwrap_or_default()));
    view! {
        {datore.map(|datore| view! { <PerContoBanner datore=datore /> })}
        <Titolo testo=Signal::stored(t(K::PagamentiTitolo).to_owned()) />
        <p class="lead">{K::PagamentiTesto}</p>
        <Load stato=lettura.nucleo forma=Forma::Elenco>
            {move || nomi.may_write(datore).then(|| view! { <Avviso voci=voci datore=datore /> })}
            {move || {
                let voci = voci.get();
                if voci.is_empty() {
                    view! { <Empty icona="calendario" titolo=t(K::PagamentiVuoto) testo=t(K::PagamentiVuotoTesto) /> }
                } else {
                    years(voci).into_iter().map(|(anno, voci)| year(anno, voci, datore)).collect_view()
                }
            }}
        </Load>
    }
}

/// By year, as they come: the last due first.
fn years(voci: Vec<PagamentoVoce>) -> Vec<(i16, Vec<PagamentoVoce>)> {
    let mut years: Vec<(i16, Vec<PagamentoVoce>)> = Vec::new();
    for voce in voci {
        match years.last_mut() {
            Some((anno, known)) if *anno == voce.anno => known.push(voce),
            _ => years.push((voce.anno, vec![voce])),
        }
    }
    years
}

fn year(anno: i16, voci: Vec<PagamentoVoce>, datore: Option<PersonaId>) -> Nodo {
    // What is settled is folded away.
    let open = i32::from(anno) >= format::anno() - 1 || voci.iter().any(|voce| voce.stato != StatoPagamentoVoce::Incassato);
    let rows = voci.into_iter().map(|voce| riga::view(voce, datore)).collect_view();
    view! {
        <details class="payments" open=open>
            <summary>
                <h2>{anno}</h2>
            </summary>
            <ul class="cards">{rows}</ul>
        </details>
    }
}
