//! The order of the pages, what each still lacks, and the frame around them.

use cassetto_api::modello::GestioneVoce;
use cassetto_api::motivo::Motivo;
use cassetto_domain::contatto::Email;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::id::PersonaId;
use cassetto_domain::profilo::{self, Profilo};

use super::bozza::SaveNote;
use super::riferimento::{self, Riferimento};
use crate::api::Errore;
use crate::bozza::Bozze;
use crate::components::error_summary::{ErrorSummary, Riga};
use crate::components::icon::Icon;
use crate::components::uploader;
use crate::i18n::{self, K, fill, t};
use crate::indirizzo::use_indirizzo;
use crate::rotta::{Passo, Rotta};
use crate::validazione;
use crate::vista::prelude::*;

pub const GESTIONE: &str = "gestione";
pub const RAPPORTO: &str = "rapporto";
pub const CATEGORIA: &str = "categoria";
pub const OGGETTO: &str = "oggetto";
pub const TESTO: &str = "testo";
pub const EMAIL: &str = "email_aggiuntiva";
/// In the query of a page that "Cambia" leads to: from there one goes back to the check.
const RITORNO: &str = "ritorno";

/// What the pages of the wizard share.
#[derive(Clone, Copy)]
pub struct Procedura {
    pub bozze: Bozze,
    /// For whom an intermediary writes.
    pub datore: Option<PersonaId>,
    /// What is to be corrected, on whichever page.
    pub errori: RwSignal<Vec<(Passo, Riga)>>,
    /// Why the send was refused as a whole.
    pub rifiuto: RwSignal<Option<Errore>>,
    pub in_corso: RwSignal<bool>,
    tutti: Memo<Vec<Riferimento>>,
    /// What is chosen until the person chooses.
    abituale: Memo<Option<String>>,
    passo: Memo<Option<Passo>>,
}

impl Procedura {
    pub fn new(
        bozze: Bozze,
        datore: Option<PersonaId>,
        tutti: Memo<Vec<Riferimento>>,
        abituale: Memo<Option<String>>,
        passo: Memo<Option<Passo>>,
    ) -> Self {
        let (errori, rifiuto) = (RwSignal::new(Vec::new()), RwSignal::new(None));
        Self { bozze, datore, errori, rifiuto, in_corso: RwSignal::new(false), tutti, abituale, passo }
    }

    /// The gestioni that the person has something in.
    pub fn gestioni(self) -> Vec<GestioneVoce> {
        self.tutti.with_untracked(|tutti| riferimento::gestioni(tutti))
    }

    /// What there is to choose from in the chosen gestione.
    pub fn riferimenti(self) -> Vec<Riferimento> {
        let gestione = self.bozze.bozza.with(|bozza| bozza.gestione);
        self.tutti.with(|tutti| tutti.iter().filter(|riferimento| riferimento.gestione == gestione).cloned().collect())
    }

    /// What the chosen gestione allows and asks for.
    pub fn profilo(self) -> &'static Profilo {
        profilo::corrente(Gestione::from(self.bozze.bozza.with(|bozza| bozza.gestione)))
    }

    /// Where one thing alone can be chosen, it is; where one is usual, it is until the person says otherwise.
    pub fn choose_only(self) {
        let gestioni = self.gestioni();
        let gestione = self.bozze.bozza.with_untracked(|bozza| bozza.gestione);
        if let Some(first) = gestioni.first().filter(|_| !gestioni.contains(&gestione)) {
            let first = *first;
            self.bozze.bozza.update(|bozza| bozza.gestione = first);
        }
        let only = match untrack(move || self.riferimenti()).as_slice() {
            [only] => Some(only.codice.clone()),
            _ if self.bozze.bozza.with_untracked(|bozza| bozza.rapporto.is_empty()) => self.abituale.get_untracked(),
            _ => None,
        };
        if let Some(codice) = only
            && self.bozze.bozza.with_untracked(|bozza| bozza.rapporto != codice)
        {
            self.bozze.bozza.update(|bozza| bozza.rapporto = codice);
        }
    }

    pub fn riferimento(self) -> Option<Riferimento> {
        let codice = self.bozze.bozza.with(|bozza| bozza.rapporto.clone());
        self.riferimenti().into_iter().find(|riferimento| riferimento.codice == codice)
    }

    /// Whether the page asks for nothing: there is one thing to choose.
    pub fn skips(self, passo: Passo) -> bool {
        match passo {
            Passo::Gestione => self.gestioni().len() < 2,
            Passo::Rapporto => self.riferimenti().len() == 1,
            Passo::Argomento | Passo::Domanda | Passo::Allegati | Passo::Controlla => false,
        }
    }

    /// The furthest page that the answers so far lead to.
    pub fn reachable(self) -> Passo {
        [Passo::Gestione, Passo::Rapporto, Passo::Argomento, Passo::Domanda]
            .into_iter()
            .find(|passo| !self.lacks(*passo).is_empty())
            .unwrap_or(Passo::Controlla)
    }

    /// Whether this page can be shown now, rather than one that it leads to.
    pub fn shows(self, passo: Passo) -> bool {
        passo <= self.reachable() && !self.skips(passo)
    }

    /// What is wrong with the answers of one page.
    pub fn lacks(self, passo: Passo) -> Vec<Riga> {
        let bozza = self.bozze.bozza.get();
        match passo {
            Passo::Gestione if self.gestioni().contains(&bozza.gestione) => Vec::new(),
            Passo::Gestione => vec![Riga::new(GESTIONE, t(K::NuovoScegliGestione))],
            Passo::Rapporto => match self.riferimento() {
                Some(_) => Vec::new(),
                None => vec![Riga::new(RAPPORTO, i18n::motivo(Motivo::RapportoNonTuo))],
            },
            Passo::Argomento => {
                let profilo = self.profilo();
                let known = profilo.versione() == bozza.versione_categorie && profilo.argomento(&bozza.categoria).is_some();
                if known { Vec::new() } else { vec![Riga::new(CATEGORIA, i18n::motivo(Motivo::CategoriaSconosciuta))] }
            }
            Passo::Domanda => {
                let oggetto = validazione::oggetto(&bozza.oggetto).map(|why| Riga::named(OGGETTO, t(K::NuovoOggetto), why));
                let testo = validazione::testo(&bozza.testo).map(|why| Riga::named(TESTO, t(K::NuovoTesto), why));
                let email = bozza.email_aggiuntiva.trim();
                let email = (!email.is_empty() && Email::parse(email).is_err())
                    .then(|| Riga::named(EMAIL, t(K::NuovoEmail), i18n::motivo(Motivo::EmailNonValida)));
                oggetto.into_iter().chain(testo).chain(email).collect()
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
        derive(move || errori.with(|errori| errori.iter().filter(|(at, _)| *at == passo).map(|(_, riga)| riga.clone()).collect()))
    }

    /// What is wrong with one field.
    pub fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        derive(move || errori.with(|errori| errori.iter().find(|(_, riga)| riga.campo == campo).map(|(_, riga)| riga.testo.clone())))
    }

    /// Where one is, in words: "Passo 2 di 5".
    fn place(self, passo: Passo) -> String {
        let steps = self.steps();
        let index = steps.iter().position(|step| *step == passo).unwrap_or_default();
        fill(K::NuovoPasso, &[("n", &(index + 1).to_string()), ("totale", &steps.len().to_string())])
    }

    /// The document's title at one page: where one is, and what is asked.
    pub fn title(self, passo: Passo, domanda: &str) -> Signal<String> {
        Signal::stored(format!("{}: {domanda}", self.place(passo)))
    }

    fn steps(self) -> Vec<Passo> {
        Passo::ALL.into_iter().filter(|passo| !untrack(move || self.skips(*passo))).collect()
    }
}

/// What the button of a page does: on to the next, or back to the check, unless something is wrong.
pub fn use_continue(procedura: Procedura) -> Callback<web_sys::SubmitEvent> {
    let indirizzo = use_indirizzo();
    let search = use_indirizzo().search();
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
        let next = procedura.steps().into_iter().find(|next| *next > passo).unwrap_or(Passo::Controlla);
        let next = if back { Passo::Controlla } else { next };
        indirizzo.go(&Rotta::nuovo(procedura.datore, next).path());
    })
}

/// Where "Cambia" leads.
pub fn change(procedura: Procedura, passo: Passo) -> String {
    format!("{}?{RITORNO}=1", Rotta::nuovo(procedura.datore, passo).path())
}

/// Where one is, the way back, what is wrong: around every page.
#[component]
pub fn Frame(procedura: Procedura, passo: Passo, children: Children) -> Nodo {
    let steps = procedura.steps();
    let index = steps.iter().position(|step| *step == passo).unwrap_or_default();
    let datore = procedura.datore;
    let home = Rotta::inizio(datore);
    let back = index.checked_sub(1).and_then(|index| steps.get(index)).map_or(home, |passo| Rotta::nuovo(datore, *passo)).path();
    let label = procedura.place(passo);
    let marks = (0..steps.len()).map(|at| view! { <span class="step" class:step-done=at.le(&index)></span> }).collect_view();
    view! {
        <div class="wizard">
            <nav class="back" aria-label=K::NavIndietro>
                <a href=back>
                    <Icon nome="indietro" />
                    {K::NavIndietro}
                </a>
            </nav>
            <p class="steppers-index">{label}</p>
            <div class="steppers-dots" aria-hidden="true">
                {marks}
            </div>
            <ErrorSummary righe=procedura.here(passo) />
            {children()}
            <p class="muted small wizard-note">
                <SaveNote bozze=procedura.bozze /> " " <a href=home.path()>{K::BozzaDopo}</a>
            </p>
        </div>
    }
}
