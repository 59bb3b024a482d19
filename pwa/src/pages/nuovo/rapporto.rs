//! Which rapporto, or which position, it is about.

use cassetto_api::modello::GestioneVoce;

use super::passi::{Procedura, RAPPORTO};
use super::riferimento::Riferimento;
use super::scelta::{self, Scelta};
use crate::i18n::{K, t};
use crate::rotta::Passo;
use crate::vista::prelude::*;

pub fn view(procedura: Procedura) -> Nodo {
    let riferimenti = untrack(move || procedura.riferimenti());
    let domanda = match procedura.bozze.bozza.with_untracked(|bozza| bozza.gestione) {
        GestioneVoce::LavoroDomestico => K::NuovoRapportoTitolo,
        GestioneVoce::Contribuente | GestioneVoce::LiberiProfessionisti => K::NuovoPosizioneTitolo,
    };
    let scelte = riferimenti.into_iter().map(|riferimento| choice(procedura, riferimento)).collect();
    scelta::view(procedura, Passo::Rapporto, RAPPORTO, t(domanda), scelte)
}

fn choice(procedura: Procedura, riferimento: Riferimento) -> Scelta {
    let bozza = procedura.bozze.bozza;
    let Riferimento { codice, nome, fatti, .. } = riferimento;
    let known = codice.clone();
    Scelta {
        titolo: nome,
        sotto: Some(fatti),
        spiegazione: None,
        chosen: memo(move || bozza.with(|bozza| bozza.rapporto == known)),
        choose: Callback::new(move |()| bozza.update(|bozza| bozza.rapporto.clone_from(&codice))),
    }
}
