//! What it is about: the categories in plain words, with examples for the one that is chosen.

use cassetto_domain::categoria::{Categoria, Spiegazione};

use super::passi::{CATEGORIA, Procedura};
use super::scelta::{self, Scelta};
use crate::i18n::{self, K, t};
use crate::rotta::Passo;
use crate::vista::prelude::*;

pub fn view(procedura: Procedura) -> Nodo {
    let profilo = untrack(move || procedura.profilo());
    let scelte = profilo.argomenti.voci.iter().map(|voce| choice(procedura, voce, profilo.versione())).collect();
    scelta::view(procedura, Passo::Argomento, CATEGORIA, t(K::NuovoArgomentoTitolo), scelte)
}

fn choice(procedura: Procedura, voce: &'static Categoria, versione: u32) -> Scelta {
    let bozza = procedura.bozze.bozza;
    let codice = voce.codice;
    let chosen = memo(move || bozza.with(|bozza| bozza.categoria == codice));
    let Spiegazione { descrizione, esempi } = voce.spiegazione();
    let examples = esempi.iter().map(|esempio| view! { <li>{i18n::pick(esempio)}</li> }).collect_view();
    let spiegazione = view! {
        <p>{i18n::pick(descrizione)}</p>
        <div hidden=move || !chosen.get()>
            <p class="muted">{K::NuovoEsempi}</p>
            <ul>{examples}</ul>
        </div>
    };
    Scelta {
        titolo: i18n::pick(&voce.nome).to_owned(),
        sotto: None,
        spiegazione: Some(spiegazione),
        chosen,
        choose: Callback::new(move |()| {
            bozza.update(|bozza| {
                bozza.categoria = codice.to_owned();
                bozza.versione_categorie = versione;
            });
        }),
    }
}
