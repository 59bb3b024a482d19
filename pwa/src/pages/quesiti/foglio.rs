//! A message that is being written in an open quesito: kept on the device until it is sent.

use cassetto_api::modello::{ProtocolloVoce, QuesitoDettaglio};
use cassetto_api::quesiti::{CreateMessaggio, NuovoMessaggio, QuesitoPath};
use cassetto_domain::id::{PersonaId, QuesitoId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::{Client, Errore, use_client};
use crate::cartella::Cartella;
use crate::components::error_summary::Riga;
use crate::lettura::Lettura;
use crate::pages::nuovo::invio::{indice, send_expired_again};
use crate::session::use_accesso;
use crate::{bozza, browser, memoria};

/// What the device remembers of it, besides its documents.
#[derive(Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
struct Minuta {
    testo: String,
    /// The idempotency key of the send.
    chiave: String,
}

#[derive(Clone, Copy)]
pub struct Foglio {
    pub lettura: Lettura<QuesitoDettaglio>,
    pub testo: RwSignal<String>,
    pub cartella: Cartella,
    pub errori: RwSignal<Vec<Riga>>,
    pub rifiuto: RwSignal<Option<Errore>>,
    pub in_corso: RwSignal<bool>,
    /// The number of what was sent last.
    pub fatto: RwSignal<Option<ProtocolloVoce>>,
    chiave: RwSignal<String>,
    pronto: RwSignal<bool>,
    client: Client,
}

impl Foglio {
    pub fn new(lettura: Lettura<QuesitoDettaglio>, id: QuesitoId) -> Self {
        let client = use_client();
        let foglio = Self {
            lettura,
            testo: RwSignal::new(String::new()),
            cartella: Cartella::new(client),
            errori: RwSignal::new(Vec::new()),
            rifiuto: RwSignal::new(None),
            in_corso: RwSignal::new(false),
            fatto: RwSignal::new(None),
            chiave: RwSignal::new(String::new()),
            pronto: RwSignal::new(false),
            client,
        };
        let persona = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
        if let Some(persona) = persona {
            foglio.keep(persona, id);
        }
        Effect::new(move || {
            if let Some(gestione) = lettura.with(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.gestione)) {
                foglio.cartella.serve(gestione.into());
            }
        });
        let online = window_event_listener_untyped("online", move |_| foglio.cartella.resume());
        on_cleanup(move || {
            online.remove();
            foglio.cartella.close();
        });
        foglio
    }

    fn keep(self, persona: PersonaId, id: QuesitoId) {
        let slot = format!("{}messaggi/{id}", bozza::prefix(persona));
        let key = format!("{slot}/minuta");
        let saved_at = key.clone();
        spawn_local(async move {
            let saved = memoria::get(&key).await.and_then(|value| value.as_string());
            self.cartella.open(slot).await;
            let minuta: Minuta = saved.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
            self.testo.try_set(minuta.testo);
            self.chiave.try_set(minuta.chiave);
            self.pronto.try_set(true);
        });
        Effect::new(move || {
            let minuta = Minuta { testo: self.testo.get(), chiave: self.chiave.get() };
            let (true, Ok(text)) = (self.pronto.get_untracked(), serde_json::to_string(&minuta)) else { return };
            let key = saved_at.clone();
            spawn_local(async move {
                memoria::put(&key, &text.into()).await;
            });
        });
    }

    /// Whether something was begun and not sent, followed.
    pub fn is_begun(self) -> bool {
        self.pronto.get() && (self.testo.with(|testo| !testo.trim().is_empty()) || !self.cartella.is_empty())
    }

    pub fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        Signal::derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    }

    /// Once, by its key, however often it is tried.
    pub async fn send(self, id: QuesitoId, risponde_a: Option<u32>) -> Result<QuesitoDettaglio, Errore> {
        let mut may_repeat = true;
        loop {
            if !self.cartella.settle().await {
                return Err(Errore::Rete);
            }
            let versione = self.lettura.with_untracked(|dettaglio| dettaglio.map_or(0, |dettaglio| dettaglio.quesito.versione));
            let testo = self.testo.try_get_untracked().unwrap_or_default();
            let body = NuovoMessaggio { versione, testo, allegati: self.cartella.inviati(), risponde_a };
            let errore = match self.client.post::<CreateMessaggio>(&QuesitoPath { id }, &body, Some(self.key())).await {
                Ok(answer) => return Ok(answer),
                Err(errore) => errore,
            };
            if errore.is_refusal() {
                self.chiave.try_set(browser::random_key());
            }
            if may_repeat && send_expired_again(self.cartella, errore.campi()) {
                may_repeat = false;
                continue;
            }
            for campo in errore.campi() {
                if let Some(indice) = indice(&campo.campo) {
                    self.cartella.refuse(indice, campo.motivo);
                }
            }
            return Err(errore);
        }
    }

    /// It has arrived: the next message begins from nothing.
    pub fn clear(self) {
        self.testo.try_set(String::new());
        self.chiave.try_set(String::new());
        self.cartella.clear();
    }

    fn key(self) -> String {
        if self.chiave.try_with_untracked(String::is_empty).unwrap_or(true) {
            self.chiave.try_set(browser::random_key());
        }
        self.chiave.try_get_untracked().unwrap_or_default()
    }
}
