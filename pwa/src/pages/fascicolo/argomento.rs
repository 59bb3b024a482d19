//! What a quesito is about, in the words of its gestione.

use cassetto_api::modello::{CategoriaVoce, GestioneVoce};
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo;

use crate::i18n;

/// A category's name, in the words of the version it was sent with.
pub fn name(gestione: GestioneVoce, categoria: &CategoriaVoce) -> String {
    let profilo = profilo::versione(gestione.into(), categoria.versione);
    profilo
        .and_then(|profilo| profilo.argomento(&categoria.codice))
        .map_or_else(|| categoria.codice.clone(), |argomento| i18n::pick(&argomento.nome).to_owned())
}

/// Code and name of every category in force, each code once.
pub fn all() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for argomento in Gestione::ALL.into_iter().flat_map(|gestione| profilo::corrente(gestione).argomenti.voci) {
        if !found.iter().any(|(codice, _)| *codice == argomento.codice) {
            found.push((argomento.codice.to_owned(), i18n::pick(&argomento.nome).to_owned()));
        }
    }
    found
}
