//! Which gestione it is about, for who has more than one: a part of the area of the question's page, since few have.

use cassetto_api::modello::GestioneVoce;

use super::passi::{GESTIONE, Procedura};
use super::scelta::{self, Scelta};
use crate::i18n::{K, t};
use crate::parole;
use crate::rotta::Passo;
use crate::vista::prelude::*;

pub fn parte() -> Nodo {
    let procedura: Procedura = expect_context();
    let scelte = procedura.gestioni().into_iter().map(|gestione| choice(procedura, gestione)).collect();
    scelta::view(procedura, Passo::Gestione, GESTIONE, t(K::NuovoGestioneTitolo), scelte)
}

fn choice(procedura: Procedura, gestione: GestioneVoce) -> Scelta {
    let bozza = procedura.bozze.bozza;
    Scelta {
        titolo: parole::gestione(gestione).to_owned(),
        sotto: Some(
            t(match gestione {
                GestioneVoce::LavoroDomestico => K::GestioneDomesticoSpiega,
                GestioneVoce::Contribuente => K::GestioneContribuenteSpiega,
                GestioneVoce::LiberiProfessionisti => K::GestioneProfessionistiSpiega,
            })
            .to_owned(),
        ),
        spiegazione: None,
        chosen: memo(move || bozza.with(|bozza| bozza.gestione == gestione)),
        choose: Callback::new(move |()| {
            // The subjects and the positions of one gestione mean nothing in another.
            bozza.update(|bozza| {
                bozza.gestione = gestione;
                bozza.rapporto.clear();
                bozza.categoria.clear();
                bozza.versione_categorie = 0;
            });
            procedura.choose_only();
        }),
    }
}
