//! The quesito that is being written: kept on the device at every keystroke and, when there is a network, by the service too, until
//! it is sent or thrown away.

mod seme;
mod servizio;

use cassetto_api::modello::{GestioneVoce, RuoloVoce};
use cassetto_api::quesiti::{AllegatoInviato, QuesitoProtocollato};
use cassetto_domain::id::{PersonaId, QuesitoId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

pub use seme::Seme;
pub use servizio::{Copia, Salvataggio};

use crate::api::Client;
use crate::cartella::Cartella;
use crate::per_conto::Nomi;
use crate::rotta::Passo;
use crate::session::Accesso;
use crate::{browser, memoria};

/// What has been written so far.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bozza {
    pub gestione: GestioneVoce,
    /// The rapporto, or the position of another gestione.
    pub rapporto: String,
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: String,
    pub testo: String,
    /// Where the notices of this quesito go too.
    pub email_aggiuntiva: String,
    /// The closed quesito that it follows.
    pub correlata: Option<QuesitoId>,
    /// The page that was open last.
    pub passo: Option<Passo>,
    /// The idempotency key of the send: the same until the API answers clearly.
    pub chiave: String,
    /// What the service has of it.
    pub copia: Copia,
}

impl Default for Bozza {
    fn default() -> Self {
        Self {
            gestione: GestioneVoce::LavoroDomestico,
            rapporto: String::new(),
            categoria: String::new(),
            versione_categorie: 0,
            oggetto: String::new(),
            testo: String::new(),
            email_aggiuntiva: String::new(),
            correlata: None,
            passo: None,
            chiave: String::new(),
            copia: Copia::default(),
        }
    }
}

impl Bozza {
    fn is_empty(&self) -> bool {
        self.categoria.is_empty() && self.oggetto.trim().is_empty() && self.testo.trim().is_empty()
    }
}

/// The draft of who is signed in, for themselves or for an employer, and where it is kept.
#[derive(Clone, Copy)]
pub struct Bozze {
    pub bozza: RwSignal<Bozza>,
    pub cartella: Cartella,
    /// Whether the device has been asked.
    pub pronta: RwSignal<bool>,
    /// The answer to the last send, for the page that shows it.
    pub ultimo: RwSignal<Option<QuesitoProtocollato>>,
    /// How its copy at the service is.
    pub salvataggio: RwSignal<Salvataggio>,
    client: Client,
    nomi: Nomi,
    /// Who writes, and for which employer.
    chi: StoredValue<Option<Chi>>,
    timer: StoredValue<Option<TimeoutHandle>>,
}

/// Who writes, and on behalf of whom.
type Chi = (PersonaId, Option<PersonaId>);

pub fn use_bozze() -> Bozze {
    expect_context()
}

impl Bozze {
    pub fn new(client: Client, accesso: RwSignal<Accesso>, nomi: Nomi) -> Self {
        let bozze = Self {
            bozza: RwSignal::new(Bozza::default()),
            cartella: Cartella::new(client),
            pronta: RwSignal::new(false),
            ultimo: RwSignal::new(None),
            salvataggio: RwSignal::new(Salvataggio::Dispositivo),
            client,
            nomi,
            chi: StoredValue::new(None),
            timer: StoredValue::new(None),
        };
        let writer = Memo::new(move |_| accesso.with(|accesso| accesso.sessione().map(|sessione| (sessione.persona, sessione.ruolo))));
        Effect::new(move || {
            match writer.get() {
                Some((persona, RuoloVoce::Datore)) => bozze.open(Some((persona, None))),
                // Who acts for others has a draft for each of them: its page opens it, perhaps before this is told.
                Some((persona, RuoloVoce::Intermediario)) if bozze.chi.get_value().is_some_and(|(known, _)| known == persona) => {}
                Some((_, RuoloVoce::Intermediario | RuoloVoce::Operatore | RuoloVoce::Responsabile)) | None => bozze.open(None),
            }
        });
        Effect::new(move || {
            let bozza = bozze.bozza.get();
            bozze.cartella.serve(bozza.gestione.into());
            if bozze.pronta.get_untracked() {
                bozze.save(&bozza);
            }
        });
        bozze.keep_at_service();
        window_event_listener_untyped("online", move |_| bozze.cartella.resume());
        bozze
    }

    /// Takes up the draft for an employer that the person in `persona` acts for.
    pub fn serve(self, persona: PersonaId, datore: Option<PersonaId>) {
        self.open(Some((persona, datore)));
    }

    fn open(self, chi: Option<Chi>) {
        if chi.is_some() && chi == self.chi.get_value() {
            return;
        }
        self.pronta.set(false);
        self.chi.set_value(chi);
        self.cartella.close();
        self.bozza.set(Bozza::default());
        self.salvataggio.set(Salvataggio::Dispositivo);
        let Some(chi) = chi else { return };
        spawn_local(async move {
            let slot = slot(chi);
            let saved = memoria::get(&text_key(&slot)).await.and_then(|value| value.as_string());
            let bozza: Bozza = saved.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            self.cartella.open(slot).await;
            if self.chi.get_value() == Some(chi) {
                self.bozza.set(bozza);
                self.pronta.set(true);
                self.compare().await;
            }
        });
    }

    /// For whom it is written; none for oneself.
    pub fn datore(self) -> Option<PersonaId> {
        self.chi.get_value().and_then(|(_, datore)| datore)
    }

    pub fn is_empty(self) -> bool {
        self.bozza.with(Bozza::is_empty) && self.cartella.is_empty()
    }

    /// The key of this draft's send, drawn at its first use.
    pub fn chiave(self) -> String {
        if self.bozza.with_untracked(|bozza| bozza.chiave.is_empty()) {
            self.renew_key();
        }
        self.bozza.with_untracked(|bozza| bozza.chiave.clone())
    }

    /// The next send is another one.
    pub fn renew_key(self) {
        self.bozza.update(|bozza| bozza.chiave = browser::random_key());
    }

    /// Nothing of it stays on this device.
    pub fn discard(self) {
        spawn_local(self.replace(Bozza::default(), Vec::new()));
    }

    /// Another draft, with documents that are uploaded already, takes its place on this device.
    async fn replace(self, bozza: Bozza, allegati: Vec<AllegatoInviato>) {
        let Some(chi) = self.chi.get_value() else { return };
        self.stop();
        self.cartella.close();
        self.salvataggio.set(Salvataggio::Dispositivo);
        self.bozza.set(bozza);
        let slot = slot(chi);
        memoria::forget(&format!("{slot}/file/")).await;
        memoria::forget(&format!("{slot}/allegati")).await;
        self.cartella.open(slot).await;
        self.cartella.adopt(allegati);
    }

    fn save(self, bozza: &Bozza) {
        let (Some(chi), Ok(text)) = (self.chi.get_value(), serde_json::to_string(bozza)) else { return };
        spawn_local(async move {
            memoria::put(&text_key(&slot(chi)), &text.into()).await;
        });
    }
}

/// Everything of one person on this device begins so.
pub fn prefix(persona: PersonaId) -> String {
    format!("{persona}/")
}

fn slot((persona, datore): Chi) -> String {
    match datore {
        Some(datore) => format!("{}per/{datore}", prefix(persona)),
        None => prefix(persona) + "nuovo",
    }
}

fn text_key(slot: &str) -> String {
    format!("{slot}/testo")
}
