//! The fields of the search, and what fills them.

use cassetto_api::modello::{GestioneVoce, Gestioni};
use cassetto_api::quesiti::{Direzione, FiltroQuesiti};
use cassetto_api::tempo::Giorno;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::profilo;

use super::super::scelte::{code, read};
use crate::i18n;
use crate::pages::nuovo::riferimento::Riferimento;
use crate::parole;
use crate::ricerca::Parole;
use crate::vista::prelude::*;

/// One signal a field, as text.
#[derive(Clone, Copy)]
pub struct Campi {
    pub oggetto: RwSignal<String>,
    pub stato: RwSignal<String>,
    pub gestioni: RwSignal<Vec<GestioneVoce>>,
    pub categoria: RwSignal<String>,
    pub rapporto: RwSignal<String>,
    pub inviato_da: RwSignal<String>,
    pub dal: RwSignal<String>,
    pub al: RwSignal<String>,
    pub aggiornato_dal: RwSignal<String>,
    pub aggiornato_al: RwSignal<String>,
    pub ordine: RwSignal<String>,
}

impl Campi {
    pub fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            oggetto: text(),
            stato: text(),
            gestioni: RwSignal::new(Vec::new()),
            categoria: text(),
            rapporto: text(),
            inviato_da: text(),
            dal: text(),
            al: text(),
            aggiornato_dal: text(),
            aggiornato_al: text(),
            ordine: text(),
        }
    }

    /// Has them say what is looked for now, wherever that was changed.
    pub fn show(self, filtro: FiltroQuesiti) {
        let text = |signal: RwSignal<String>, value: Option<String>| signal.set(value.unwrap_or_default());
        text(self.oggetto, filtro.oggetto);
        text(self.stato, filtro.stato.map(code));
        self.gestioni.set(filtro.gestione.map(|gestioni| gestioni.0).unwrap_or_default());
        text(self.categoria, filtro.categoria);
        text(self.rapporto, filtro.rapporto);
        text(self.inviato_da, filtro.inviato_da.map(code));
        text(self.dal, filtro.dal.map(|giorno| giorno.0));
        text(self.al, filtro.al.map(|giorno| giorno.0));
        text(self.aggiornato_dal, filtro.aggiornato_dal.map(|giorno| giorno.0));
        text(self.aggiornato_al, filtro.aggiornato_al.map(|giorno| giorno.0));
        self.ordine.set(code(filtro.ordine));
    }

    /// What they say now: for the address, and what stays in memory. All gestioni are as good as none.
    pub fn read(self, direzione: Option<Direzione>, gestioni: usize) -> (FiltroQuesiti, Parole) {
        let some = |signal: RwSignal<String>| Some(signal.get_untracked().trim().to_owned()).filter(|text| !text.is_empty());
        let scelte = self.gestioni.get_untracked();
        let filtro = FiltroQuesiti {
            stato: read(&self.stato.get_untracked()),
            gestione: (!scelte.is_empty() && scelte.len() < gestioni).then_some(Gestioni(scelte)),
            direzione,
            inviato_da: read(&self.inviato_da.get_untracked()),
            categoria: some(self.categoria),
            dal: some(self.dal).map(Giorno),
            al: some(self.al).map(Giorno),
            aggiornato_dal: some(self.aggiornato_dal).map(Giorno),
            aggiornato_al: some(self.aggiornato_al).map(Giorno),
            ordine: read(&self.ordine.get_untracked()).unwrap_or_default(),
            ..FiltroQuesiti::default()
        };
        (filtro, Parole { oggetto: some(self.oggetto), rapporto: some(self.rapporto) })
    }
}

/// The subjects of the chosen gestioni; of all that the person has, when none is chosen.
pub fn argomenti(tutte: &[GestioneVoce], scelte: &[GestioneVoce]) -> Vec<(String, String)> {
    let several = tutte.len() > 1;
    let mut found: Vec<(String, String)> = Vec::new();
    for gestione in tutte.iter().filter(|gestione| scelte.is_empty() || scelte.contains(gestione)) {
        for voce in profilo::corrente(Gestione::from(*gestione)).argomenti.voci {
            let nome = i18n::pick(&voce.nome);
            match found.iter_mut().find(|(codice, _)| *codice == voce.codice) {
                // The same code in two gestioni is one choice.
                Some((_, known)) => nome.clone_into(known),
                None if several => found.push((voce.codice.to_owned(), format!("{nome} ({})", parole::gestione(*gestione)))),
                None => found.push((voce.codice.to_owned(), nome.to_owned())),
            }
        }
    }
    found
}

/// The rapporti and positions of the chosen gestioni.
pub fn riferimenti(tutti: &[Riferimento], scelte: &[GestioneVoce], chosen: &str) -> Vec<(String, String)> {
    let shown = tutti.iter().filter(|riferimento| scelte.is_empty() || scelte.contains(&riferimento.gestione));
    let mut found: Vec<(String, String)> =
        shown.map(|riferimento| (riferimento.codice.clone(), format!("{} ({})", riferimento.nome, riferimento.codice))).collect();
    if !chosen.is_empty() && !found.iter().any(|(codice, _)| codice == chosen) {
        found.push((chosen.to_owned(), chosen.to_owned()));
    }
    found
}
