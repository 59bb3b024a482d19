//! What the person has, by gestione, for who has more than lavoro domestico: each with its own question and its own history.

use cassetto_api::home::Home;
use cassetto_api::modello::{GestioneVoce, Gestioni as Scelte, PosizioneVoce};
use cassetto_api::quesiti::FiltroQuesiti;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::PersonaId;
use cassetto_domain::profilo::{self, Pec};

use crate::bozza::Seme;
use crate::components::chiedi::Chiedi;
use crate::i18n::K;
use crate::pages::nuovo::riferimento;
use crate::pages::quesiti::list::indirizzo;
use crate::parole;
use crate::rotta::Rotta;
use crate::vista::prelude::*;

#[component]
pub fn Gestioni(home: Home, #[prop(optional_no_strip)] datore: Option<PersonaId>) -> Nodo {
    if home.posizioni.is_empty() {
        return ().nodo();
    }
    let several = riferimento::gestioni(&riferimento::all(&home)).len() > 1;
    let parts = Gestione::ALL.into_iter().map(GestioneVoce::from).filter_map(|gestione| {
        let posizioni: Vec<PosizioneVoce> = home.posizioni.iter().filter(|posizione| posizione.gestione == gestione).cloned().collect();
        (!posizioni.is_empty()).then(|| part(gestione, posizioni, home.pec, several, datore))
    });
    let parts = parts.collect_view();
    view! {
        <section aria-labelledby="posizioni">
            <h2 id="posizioni">{K::InizioPosizioni}</h2>
            <ul class="cards">{parts}</ul>
        </section>
    }
}

fn part(gestione: GestioneVoce, posizioni: Vec<PosizioneVoce>, pec: bool, several: bool, datore: Option<PersonaId>) -> Nodo {
    let history = indirizzo(datore, &FiltroQuesiti { gestione: several.then(|| Scelte(vec![gestione])), ..FiltroQuesiti::default() });
    let lacks_pec = !pec && profilo::pec(Gestione::from(gestione)) == Pec::Obbligatoria;
    let rows = posizioni
        .into_iter()
        .map(|posizione| {
            let seme = Seme::rapporto(gestione, &posizione.codice);
            view! {
                <li class="position">
                    <div>
                        <p>{posizione.descrizione.clone()}</p>
                        <p class="muted small">{K::RapportoCodice} " " {posizione.codice}</p>
                    </div>
                    <Chiedi seme=seme datore=datore che=posizione.descrizione />
                </li>
            }
        })
        .collect_view();
    view! {
        <li class="card">
            <div class="card-body">
                <h3 class="card-title">{parole::gestione(gestione)}</h3>
                <ul class="positions">{rows}</ul>
                {(lacks_pec && datore.is_none())
                    .then(|| {
                        view! {
                            <p class="callout callout-warning small">
                                {K::InizioPecManca} " " <a href=Rotta::Contatti.path()>{K::NuovoPecAggiungi}</a>
                            </p>
                        }
                    })}
                <p>
                    <a href=history>{K::InizioStorico}</a>
                </p>
            </div>
        </li>
    }
}
