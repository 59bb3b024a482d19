//! What a quesito can be about: the rapporti and the positions that the person has, each in its gestione.

use cassetto_api::home::Home;
use cassetto_api::modello::GestioneVoce;
use cassetto_domain::gestione::Gestione;

use crate::i18n::{K, t};
use crate::parole;

/// A rapporto di lavoro, or a position of another gestione.
#[derive(Clone, PartialEq)]
pub struct Riferimento {
    pub gestione: GestioneVoce,
    pub codice: String,
    pub nome: String,
    /// What tells it from the others.
    pub fatti: String,
}

/// All of them, in the order in which they are shown.
pub fn all(home: &Home) -> Vec<Riferimento> {
    let rapporti = home.rapporti.iter().map(|rapporto| {
        let facts = [parole::mansione(rapporto.mansione), parole::stato_rapporto(rapporto.stato)].join(" · ");
        Riferimento {
            gestione: GestioneVoce::LavoroDomestico,
            codice: rapporto.codice.clone(),
            nome: rapporto.lavoratore.clone(),
            fatti: format!("{facts} · {} {}", t(K::RapportoCodice), rapporto.codice),
        }
    });
    let posizioni = home.posizioni.iter().map(|posizione| Riferimento {
        gestione: posizione.gestione,
        codice: posizione.codice.clone(),
        nome: posizione.descrizione.clone(),
        fatti: format!("{} {}", t(K::RapportoCodice), posizione.codice),
    });
    rapporti.chain(posizioni).collect()
}

/// The gestioni that the person has something in.
pub fn gestioni(riferimenti: &[Riferimento]) -> Vec<GestioneVoce> {
    let all = Gestione::ALL.into_iter().map(GestioneVoce::from);
    all.filter(|gestione| riferimenti.iter().any(|riferimento| riferimento.gestione == *gestione)).collect()
}
