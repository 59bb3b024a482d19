//! A message that is being written in an open quesito: kept on the device until it is sent.

use cassetto_api::modello::{ProtocolloVoce, QuesitoDettaglio};
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::api::{Errore, use_client};
use crate::cartella::Cartella;
use crate::components::error_summary::Riga;
use crate::components::toasts::{Toasts, use_toasts};
use crate::i18n::{K, t};
use crate::in_uscita::{Cosa, InUscita, Messaggio, Partenza, Voce, use_in_uscita};
use crate::lettura::Lettura;
use crate::per_conto::use_datore;
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{browser, canale, cartella, in_uscita, memoria};

/// What the device remembers of it, besides its documents.
#[derive(Clone, PartialEq, Default, Serialize, Leggibile)]
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
    /// As the device has it.
    scritto: StoredValue<String>,
    uscita: InUscita,
    toasts: Toasts,
    /// For whom an intermediary writes.
    datore: Option<PersonaId>,
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
            scritto: StoredValue::new(String::new()),
            uscita: use_in_uscita(),
            toasts: use_toasts(),
            datore: use_datore().get_untracked(),
        };
        let persona = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
        if let Some(persona) = persona {
            foglio.keep(persona, id);
        }
        effect(move || {
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
        let slot = format!("{}messaggi/{id}", memoria::prefix(persona));
        let key = minuta_key(&slot);
        let (saved_at, told) = (key.clone(), key.clone());
        spawn_local(async move {
            let mut minuta = minuta(&key).await.unwrap_or_default();
            // Sent a moment before everything stopped: it waits to leave.
            if in_uscita::has(persona, &minuta.chiave).await {
                minuta = Minuta::default();
                cartella::forget(&slot).await;
            }
            self.cartella.open(slot).await;
            self.testo.set(minuta.testo);
            self.chiave.set(minuta.chiave);
            self.pronto.set(true);
        });
        effect(move || {
            let minuta = Minuta { testo: self.testo.get(), chiave: self.chiave.get() };
            let (true, Ok(text)) = (self.pronto.get_untracked(), serde_json::to_string(&minuta)) else { return };
            if self.scritto.with_value(|known| *known == text) {
                return;
            }
            self.scritto.set_value(text.clone());
            let key = saved_at.clone();
            spawn_local(async move {
                memoria::put(&key, &text.into()).await;
                canale::tell(&key);
            });
        });
        self.cartella.follow();
        canale::hear(move |changed| {
            if changed == told {
                spawn_local(self.mirror(changed));
            }
        });
    }

    /// Another tab has changed what the device keeps: the two show the same.
    async fn mirror(self, key: String) {
        let Some(text) = memoria::get(&key).await.and_then(|value| value.as_string()) else { return };
        if let (Some(false), Some(minuta)) = (self.scritto.try_with_value(|known| *known == text), cassetto_leggere::read::<Minuta>(&text))
        {
            self.scritto.set_value(text);
            self.chiave.set(minuta.chiave);
            self.testo.set(minuta.testo);
        }
    }

    /// Whether something was begun and not sent, followed.
    pub fn is_begun(self) -> bool {
        self.pronto.get() && (self.testo.with(|testo| !testo.trim().is_empty()) || !self.cartella.is_empty())
    }

    pub fn error_of(self, campo: &'static str) -> Signal<Option<String>> {
        let errori = self.errori;
        derive(move || errori.with(|errori| errori.iter().find(|riga| riga.campo == campo).map(|riga| riga.testo.clone())))
    }

    /// Into the outbox, and from there at once when there is a network.
    pub async fn send(self, id: QuesitoId, risponde_a: Option<u32>) -> Partenza {
        let known = self.lettura.with_untracked(|dettaglio| dettaglio.map(|dettaglio| dettaglio.quesito.clone()));
        let Some(quesito) = known else { return Partenza::NonTenuta };
        let messaggio = Messaggio {
            datore: self.datore,
            quesito: id,
            oggetto: quesito.oggetto,
            gestione: quesito.gestione,
            versione: quesito.versione,
            testo: self.testo.try_get_untracked().unwrap_or_default(),
            risponde_a,
        };
        let (chiave, slot) = (self.key(), self.cartella.slot());
        let partenza = self.uscita.send(chiave.clone(), Cosa::Messaggio(messaggio), self.cartella).await;
        if !self.cartella.is_here() {
            self.left(&partenza, &chiave, &slot).await;
        }
        partenza
    }

    /// The page went before the end: what is sent, or waits, is no draft; what is neither is said.
    async fn left(self, partenza: &Partenza, chiave: &str, slot: &str) {
        if matches!(partenza, Partenza::NonTenuta | Partenza::Rifiutata(_)) {
            self.toasts.warn(t(K::UscitaInterrotto));
            return;
        }
        // Opened again meanwhile, another one may have been begun there.
        if minuta(&minuta_key(slot)).await.is_some_and(|minuta| minuta.chiave == chiave) {
            memoria::forget(&format!("{slot}/")).await;
        }
    }

    /// Marks what was refused; the next try is another send.
    pub fn refuse(self, errore: &Errore) {
        self.chiave.set(browser::random_key());
        for campo in errore.campi() {
            if let Some(indice) = cartella::indice(&campo.campo) {
                self.cartella.refuse(indice, campo.motivo);
            }
        }
    }

    /// The messages of this quesito that wait.
    pub fn in_coda(self, id: QuesitoId) -> Memo<Vec<Voce>> {
        self.uscita.del_quesito(id)
    }

    /// Takes a message out of the queue, back into the form. False when something else is being written there.
    pub async fn take_back(self, id: String, messaggio: Messaggio, from: String) -> bool {
        if !self.cartella.is_here() || untrack(move || self.is_begun()) {
            self.uscita.put_back(&id).await;
            self.toasts.warn(t(K::UscitaOccupata));
            return false;
        }
        let slot = self.cartella.slot();
        self.cartella.close();
        cartella::copy(&from, &slot).await;
        self.cartella.open(slot).await;
        // Its page may have gone meanwhile.
        if !self.cartella.is_here() {
            self.uscita.put_back(&id).await;
            return false;
        }
        self.testo.set(messaggio.testo);
        self.uscita.forget(&id).await;
        true
    }

    /// It has arrived: the next message begins from nothing.
    pub fn clear(self) {
        self.testo.set(String::new());
        self.chiave.set(String::new());
        self.cartella.clear();
    }

    fn key(self) -> String {
        if self.chiave.try_with_untracked(String::is_empty).unwrap_or(true) {
            self.chiave.set(browser::random_key());
        }
        self.chiave.try_get_untracked().unwrap_or_default()
    }
}

fn minuta_key(slot: &str) -> String {
    format!("{slot}/minuta")
}

async fn minuta(key: &str) -> Option<Minuta> {
    let saved = memoria::get(key).await?.as_string()?;
    cassetto_leggere::read(&saved)
}
