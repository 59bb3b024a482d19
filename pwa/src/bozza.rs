//! The quesito that is being written: kept on the device at every keystroke, until it is sent or thrown away.

use cassetto_api::modello::RuoloVoce;
use cassetto_api::quesiti::QuesitoProtocollato;
use cassetto_domain::id::PersonaId;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::Client;
use crate::cartella::Cartella;
use crate::rotta::Passo;
use crate::session::Accesso;
use crate::{browser, memoria};

/// What has been written so far.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Bozza {
    pub rapporto: String,
    pub categoria: String,
    pub versione_categorie: u32,
    pub oggetto: String,
    pub testo: String,
    /// The page that was open last.
    pub passo: Option<Passo>,
    /// The idempotency key of the send: the same until the API answers clearly.
    pub chiave: String,
}

impl Bozza {
    fn is_empty(&self) -> bool {
        self.categoria.is_empty() && self.oggetto.trim().is_empty() && self.testo.trim().is_empty()
    }
}

/// The draft of who is signed in, and where it is kept.
#[derive(Clone, Copy)]
pub struct Bozze {
    pub bozza: RwSignal<Bozza>,
    pub cartella: Cartella,
    /// Whether the device has been asked.
    pub pronta: RwSignal<bool>,
    /// The answer to the last send, for the page that shows it.
    pub ultimo: RwSignal<Option<QuesitoProtocollato>>,
    persona: StoredValue<Option<PersonaId>>,
}

pub fn use_bozze() -> Bozze {
    expect_context()
}

impl Bozze {
    pub fn new(client: Client, accesso: RwSignal<Accesso>) -> Self {
        let bozze = Self {
            bozza: RwSignal::new(Bozza::default()),
            cartella: Cartella::new(client),
            pronta: RwSignal::new(false),
            ultimo: RwSignal::new(None),
            persona: StoredValue::new(None),
        };
        let writer = Memo::new(move |_| {
            accesso
                .with(|accesso| accesso.sessione().filter(|sessione| sessione.ruolo == RuoloVoce::Datore).map(|sessione| sessione.persona))
        });
        Effect::new(move || bozze.open(writer.get()));
        Effect::new(move || {
            let bozza = bozze.bozza.get();
            if bozze.pronta.get_untracked() {
                bozze.save(&bozza);
            }
        });
        window_event_listener_untyped("online", move |_| bozze.cartella.resume());
        bozze
    }

    fn open(self, persona: Option<PersonaId>) {
        if persona.is_some() && persona == self.persona.get_value() {
            return;
        }
        self.pronta.set(false);
        self.persona.set_value(persona);
        self.cartella.close();
        self.bozza.set(Bozza::default());
        let Some(persona) = persona else { return };
        spawn_local(async move {
            let slot = slot(persona);
            let saved = memoria::get(&text_key(&slot)).await.and_then(|value| value.as_string());
            let bozza: Bozza = saved.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            self.cartella.open(slot).await;
            if self.persona.get_value() == Some(persona) {
                self.bozza.set(bozza);
                self.pronta.set(true);
            }
        });
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

    /// Throws everything away, on the device too.
    pub fn discard(self) {
        let Some(persona) = self.persona.get_value() else { return };
        self.cartella.close();
        self.bozza.set(Bozza::default());
        spawn_local(async move {
            let slot = slot(persona);
            memoria::forget(&slot).await;
            self.cartella.open(slot).await;
        });
    }

    fn save(self, bozza: &Bozza) {
        let (Some(persona), Ok(text)) = (self.persona.get_value(), serde_json::to_string(bozza)) else { return };
        spawn_local(async move {
            memoria::put(&text_key(&slot(persona)), &text.into()).await;
        });
    }
}

/// Everything of one person on this device begins so.
pub fn prefix(persona: PersonaId) -> String {
    format!("{persona}/")
}

fn slot(persona: PersonaId) -> String {
    prefix(persona) + "nuovo"
}

fn text_key(slot: &str) -> String {
    format!("{slot}/testo")
}
