//! What a quesito can be about: the rapporti and the positions that the person has, each in its gestione.

use cassetto_api::home::Home;
use cassetto_api::modello::{GestioneVoce, StatoRapportoVoce};
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

/// What the person asks about as a rule: what they asked about last, else the only rapporto that goes on.
pub fn abituale(home: &Home, gestione: GestioneVoce) -> Option<String> {
    let known = all(home);
    let is_known = |codice: &str| known.iter().any(|riferimento| riferimento.gestione == gestione && riferimento.codice == codice);
    let asked = home.recenti.iter().chain(&home.tocca_a_te).filter(|quesito| quesito.gestione == gestione && is_known(&quesito.rapporto));
    if let Some(last) = asked.max_by(|one, other| one.presentato.0.cmp(&other.presentato.0)) {
        return Some(last.rapporto.clone());
    }
    let mut active =
        home.rapporti.iter().filter(|rapporto| gestione == GestioneVoce::LavoroDomestico && rapporto.stato == StatoRapportoVoce::Attivo);
    match (active.next(), active.next()) {
        (Some(only), None) => Some(only.codice.clone()),
        _ => None,
    }
}

/// The gestioni that the person has something in.
pub fn gestioni(riferimenti: &[Riferimento]) -> Vec<GestioneVoce> {
    let all = Gestione::ALL.into_iter().map(GestioneVoce::from);
    all.filter(|gestione| riferimenti.iter().any(|riferimento| riferimento.gestione == *gestione)).collect()
}
