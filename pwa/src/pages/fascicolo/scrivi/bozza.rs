//! What has been written to a person so far: kept on the device until it is sent.

use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::api::Client;
use crate::cartella::Cartella;
use crate::session::use_accesso;
use crate::vista::prelude::*;
use crate::{browser, memoria};

/// As the device remembers it.
#[derive(Debug, Clone, Default, Serialize, Leggibile)]
#[serde(default)]
pub struct Bozza {
    pub rapporto: String,
    pub categoria: String,
    pub oggetto: String,
    pub testo: String,
    /// The idempotency key of the send.
    pub chiave: String,
}

/// As the form has it.
#[derive(Clone, Copy)]
pub struct Quaderno {
    pub rapporto: RwSignal<String>,
    pub categoria: RwSignal<String>,
    pub oggetto: RwSignal<String>,
    pub testo: RwSignal<String>,
    pub cartella: Cartella,
    chiave: RwSignal<String>,
    key: StoredValue<String>,
}

impl Quaderno {
    /// Takes up what the device remembers for this operator and person.
    pub fn open(client: Client, datore: PersonaId) -> Self {
        let persona = use_accesso().with_untracked(|accesso| accesso.sessione().map(|sessione| sessione.persona));
        let slot = persona.map(|persona| format!("{}fascicolo/scrivi/{datore}", memoria::prefix(persona)));
        let quaderno = Self {
            rapporto: RwSignal::default(),
            categoria: RwSignal::default(),
            oggetto: RwSignal::default(),
            testo: RwSignal::default(),
            cartella: Cartella::new(client),
            chiave: RwSignal::new(browser::random_key()),
            key: StoredValue::new(slot.as_ref().map(|slot| format!("{slot}/appunti")).unwrap_or_default()),
        };
        let online = window_event_listener_untyped("online", move |_| quaderno.cartella.resume());
        on_cleanup(move || {
            online.remove();
            quaderno.cartella.close();
        });
        let ready = RwSignal::new(false);
        if let Some(slot) = slot {
            spawn_local(async move {
                let saved = memoria::get(&format!("{slot}/appunti")).await.and_then(|value| value.as_string());
                if let Some(saved) = saved.and_then(|text| cassetto_leggere::read(&text)) {
                    quaderno.put(saved);
                }
                quaderno.cartella.open(slot).await;
                ready.set(true);
            });
        }
        effect(move || {
            let bozza = quaderno.followed();
            let (true, Ok(text)) = (ready.get(), serde_json::to_string(&bozza)) else { return };
            let key = quaderno.key.get_value();
            spawn_local(async move {
                memoria::put(&key, &text.into()).await;
            });
        });
        quaderno
    }

    pub fn get(self) -> Bozza {
        untrack(move || self.followed())
    }

    pub fn renew_key(self) {
        self.chiave.set(browser::random_key());
    }

    /// Throws everything away.
    pub fn forget(self) {
        self.cartella.clear();
        self.put(Bozza { chiave: browser::random_key(), ..Bozza::default() });
    }

    fn followed(self) -> Bozza {
        Bozza {
            rapporto: self.rapporto.get(),
            categoria: self.categoria.get(),
            oggetto: self.oggetto.get(),
            testo: self.testo.get(),
            chiave: self.chiave.get(),
        }
    }

    fn put(self, bozza: Bozza) {
        self.rapporto.set(bozza.rapporto);
        self.categoria.set(bozza.categoria);
        self.oggetto.set(bozza.oggetto);
        self.testo.set(bozza.testo);
        self.chiave.set(bozza.chiave);
    }
}
