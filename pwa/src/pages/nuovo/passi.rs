//! The order of the pages, what each still lacks, and the frame around them.

use cassetto_api::modello::RapportoVoce;
use cassetto_api::motivo::Motivo;
use cassetto_domain::categoria;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

use crate::api::Errore;
use crate::bozza::Bozze;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::icon::Icon;
use crate::components::uploader;
use crate::i18n::{self, K, fill, t};
use crate::rotta::{Passo, Rotta};
use crate::validazione;

pub const RAPPORTO: &str = "rapporto";
pub const CATEGORIA: &str = "categoria";
pub const OGGETTO: &str = "oggetto";
pub const TESTO: &str = "testo";
/// In the query of a page that "Cambia" leads to: from there one goes back to the check.
const RITORNO: &str = "ritorno";

/// What the pages of the wizard share.
#[derive(Clone, Copy)]
pub struct Procedura {
    pub bozze: Bozze,
    pub rapporti: Memo<Vec<RapportoVoce>>,
    /// What is to be corrected, on whichever page.
    pub errori: RwSignal<Vec<(Passo, Riga)>>,
    /// Why the send was refused as a whole.
    pub rifiuto: RwSignal<Option<Errore>>,
    pub in_corso: RwSignal<bool>,
    passo: Memo<Option<Passo>>,
}

impl Procedura {
    pub fn new(bozze: Bozze, rapporti: Memo<Vec<RapportoVoce>>, passo: Memo<Option<Passo>>) -> Self {
        Self { bozze, rapporti, errori: RwSignal::new(Vec::new()), rifiuto: RwSignal::new(None), in_corso: RwSignal::new(false), passo }
    }

    pub fn has_one_rapporto(self) -> bool {
        self.rapporti.with_untracked(|rapporti| rapporti.len() == 1)
    }

    pub fn choose_only_rapporto(self) {
        let only = self.rapporti.with(|rapporti| match rapporti.as_slice() {
            [only] => Some(only.codice.clone()),
            _ => None,
        });
        if let Some(codice) = only
            && self.bozze.bozza.with_untracked(|bozza| bozza.rapporto != codice)
        {
            self.bozze.bozza.update(|bozza| bozza.rapporto = codice);
        }
    }

    pub fn rapporto(self) -> Option<RapportoVoce> {
        let codice = self.bozze.bozza.with(|bozza| bozza.rapporto.clone());
        self.rapporti.with(|rapporti| rapporti.iter().find(|rapporto| rapporto.codice == codice).cloned())
    }

    /// The furthest page that the answers so far lead to.
    pub fn reachable(self) -> Passo {
        [Passo::Rapporto, Passo::Argomento, Passo::Domanda]
            .into_iter()
            .find(|passo| !self.lacks(*passo).is_empty())
            .unwrap_or(Passo::Controlla)
    }

    /// Whether this page can be shown now, rather than one that it leads to.
    pub fn shows(self, passo: Passo) -> bool {
        passo <= self.reachable() && !(passo == Passo::Rapporto && self.has_one_rapporto())
    }

    /// What is wrong with the answers of one page.
    pub fn lacks(self, passo: Passo) -> Vec<Riga> {
        let bozza = self.bozze.bozza.get();
        match passo {
            Passo::Rapporto => match self.rapporto() {
                Some(_) => Vec::new(),
                None => vec![Riga::new(RAPPORTO, i18n::motivo(Motivo::RapportoNonTuo))],
            },
            Passo::Argomento => {
                let corrente = categoria::corrente();
                let known = corrente.versione == bozza.versione_categorie && corrente.find(&bozza.categoria).is_some();
                if known { Vec::new() } else { vec![Riga::new(CATEGORIA, i18n::motivo(Motivo::CategoriaSconosciuta))] }
            }
            Passo::Domanda => {
                let oggetto = validazione::oggetto(&bozza.oggetto).map(|why| Riga::named(OGGETTO, t(K::NuovoOggetto), why));
                let testo = validazione::testo(&bozza.testo).map(|why| Riga::named(TESTO, t(K::NuovoTesto), why));
                oggetto.into_iter().chain(testo).collect()
            }
            Passo::Allegati => {
                let stuck = self.bozze.cartella.stuck();
                stuck.into_iter().map(|nome| Riga::new(uploader::ID, &fill(K::AllegatiDaSistemare, &[("nome", &nome)]))).collect()
            }
            Passo::Controlla => Vec::new(),
        }
    }

    pub fn remember(self, passo: Passo) {
        if self.bozze.bozza.with_untracked(|bozza| bozza.passo != Some(passo)) {
            self.bozze.bozza.update(|bozza| bozza.passo = Some(passo));
        }
    }

    /// The errors of the page that is open.
    pub fn here(self, passo: Passo) -> Signal<Vec<Riga>> {
        let errori = self.errori;
        Signal::derive(move || errori.with(|errori| errori.iter().filter(|(at, _)| *at == passo).map(|(_, riga)| riga.clone()).collect()))
    }

    /// What is wrong with one field.
    pub fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        Signal::derive(move || {
            errori.with(|errori| errori.iter().find(|(_, riga)| riga.campo == campo).map(|(_, riga)| riga.testo.clone()))
        })
    }

    fn steps(self) -> Vec<Passo> {
        let one = self.has_one_rapporto();
        Passo::ALL.into_iter().filter(|passo| !(one && *passo == Passo::Rapporto)).collect()
    }
}

/// What the button of a page does: on to the next, or back to the check, unless something is wrong.
pub fn use_continue(procedura: Procedura) -> Callback<web_sys::SubmitEvent> {
    let navigate = StoredValue::new_local(use_navigate());
    let search = use_location().search;
    Callback::new(move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(passo) = procedura.passo.get_untracked() else { return };
        let wrong = untrack(move || procedura.lacks(passo));
        let fine = wrong.is_empty();
        procedura.errori.update(|errori| {
            errori.retain(|(at, _)| *at != passo);
            errori.extend(wrong.into_iter().map(|riga| (passo, riga)));
        });
        if !fine {
            return;
        }
        let back = search.with_untracked(|search| search.contains(RITORNO));
        let next = Passo::ALL.into_iter().find(|next| *next > passo).unwrap_or(Passo::Controlla);
        let next = if back { Passo::Controlla } else { next };
        navigate.with_value(|navigate| navigate(&Rotta::Nuovo(next).path(), NavigateOptions::default()));
    })
}

/// Where "Cambia" leads.
pub fn change(passo: Passo) -> String {
    format!("{}?{RITORNO}=1", Rotta::Nuovo(passo).path())
}

/// Where one is, the way back, what is wrong: around every page.
#[component]
pub fn Frame(procedura: Procedura, passo: Passo, children: Children) -> AnyView {
    let steps = procedura.steps();
    let index = steps.iter().position(|step| *step == passo).unwrap_or_default();
    let back =
        index.checked_sub(1).and_then(|index| steps.get(index)).map_or_else(|| Rotta::Inizio.path(), |passo| Rotta::Nuovo(*passo).path());
    let label = fill(K::NuovoPasso, &[("n", &(index + 1).to_string()), ("totale", &steps.len().to_string())]);
    let marks = (0..steps.len()).map(|at| view! { <span class="step" class:step-done=at.le(&index)></span> }).collect_view();
    view! {
        <div class="wizard">
            <nav class="back" aria-label=t(K::NavIndietro)>
                <a href=back>
                    <Icon nome="indietro" />
                    {t(K::NavIndietro)}
                </a>
            </nav>
            <p class="step-label">{label}</p>
            <div class="steps" aria-hidden="true">
                {marks}
            </div>
            <ErrorSummary righe=procedura.here(passo) />
            {children()}
            <p class="muted small wizard-note">
                {t(K::BozzaSalvata)} " " <a href=Rotta::Inizio.path()>{t(K::BozzaDopo)}</a>
            </p>
        </div>
    }
    .into_any()
}
