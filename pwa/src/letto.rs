//! What was read from the API, kept on this device to be read without network: the last answer to each question, of one person,
//! bounded. It goes at the sign-out, when somebody else signs in, and when there is no room.

use std::cell::Cell;

use cassetto_api::modello::RuoloVoce;
use cassetto_api::sessione::Sessione;
use cassetto_domain::id::PersonaId;
use js_sys::Array;
use wasm_bindgen::JsValue;

use crate::{memoria, orologio};

/// At most so many answers of a person.
const QUANTE: usize = 300;
/// At most so many bytes of a person, documents included.
const BYTE: f64 = 24.0 * 1024.0 * 1024.0;
/// A larger document is not kept.
const BYTE_UNA: f64 = 6.0 * 1024.0 * 1024.0;
const GIORNO_MILLIS: f64 = 86_400_000.0;
/// How long a citizen's own matters stay.
const GIORNI: f64 = 30.0;
/// How long the matters of others stay, on the office's machines and on those of who acts for others.
const GIORNI_ALTRUI: f64 = 1.0;
/// What there is too much of goes once in so many answers.
const OGNI: u32 = 20;

thread_local! {
    static TENUTE: Cell<u32> = const { Cell::new(0) };
}

/// Who reads.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Lettore {
    persona: PersonaId,
    ruolo: RuoloVoce,
}

impl From<&Sessione> for Lettore {
    fn from(sessione: &Sessione) -> Self {
        Self { persona: sessione.persona, ruolo: sessione.ruolo }
    }
}

/// Something that was read.
pub struct Tenuta {
    pub valore: JsValue,
    /// Milliseconds since 1970.
    pub quando: f64,
}

impl Lettore {
    /// Keeps the answer to a question.
    pub async fn keep(self, domanda: &str, valore: &JsValue, byte: f64) {
        if byte > BYTE_UNA {
            return;
        }
        let scheda = Array::of2(&orologio::now().into(), &byte.into());
        memoria::put_if_room(&[(&self.valore(domanda), valore), (&self.scheda(domanda), &scheda)]).await;
        if TENUTE.replace(TENUTE.get() + 1).is_multiple_of(OGNI) {
            self.trim().await;
        }
    }

    /// The last answer, unless it is too old.
    pub async fn find(self, domanda: &str) -> Option<Tenuta> {
        let scheda = Array::from(&memoria::get(&self.scheda(domanda)).await?);
        let quando = scheda.get(0).as_f64()?;
        if orologio::now() - quando > self.millis() {
            return None;
        }
        Some(Tenuta { valore: memoria::get(&self.valore(domanda)).await?, quando })
    }

    /// It is no longer this person's to see.
    pub async fn drop(self, domanda: &str) {
        memoria::remove(&self.scheda(domanda)).await;
        memoria::remove(&self.valore(domanda)).await;
    }

    /// What others have read on this device goes.
    pub async fn forget_others(self) {
        let mine = self.prefix();
        for key in memoria::keys("").await.iter().filter(|key| key.contains(memoria::LETTO) && !key.starts_with(&mine)) {
            memoria::remove(key).await;
        }
    }

    /// The oldest go, until the rest is within bounds.
    async fn trim(self) {
        let prefix = self.scheda("");
        let mut known = Vec::new();
        for key in memoria::keys(&prefix).await {
            let scheda = memoria::get(&key).await.map(|scheda| Array::from(&scheda)).unwrap_or_default();
            let (quando, byte) = (scheda.get(0).as_f64().unwrap_or_default(), scheda.get(1).as_f64().unwrap_or_default());
            known.push((quando, byte, key));
        }
        let now = orologio::now();
        let mut total: f64 = known.iter().map(|(_, byte, _)| byte).sum();
        // A few hundred: looking for the oldest each time is less code than sorting, and everybody loads this code.
        while let Some(oldest) = (0..known.len()).min_by(|one, other| known[*one].0.total_cmp(&known[*other].0)) {
            if known.len() <= QUANTE && total <= BYTE && now - known[oldest].0 <= self.millis() {
                break;
            }
            let (_, byte, key) = known.swap_remove(oldest);
            total -= byte;
            self.drop(key.strip_prefix(&prefix).unwrap_or_default()).await;
        }
    }

    const fn millis(self) -> f64 {
        match self.ruolo {
            RuoloVoce::Datore => GIORNI * GIORNO_MILLIS,
            RuoloVoce::Intermediario | RuoloVoce::Operatore | RuoloVoce::Responsabile => GIORNI_ALTRUI * GIORNO_MILLIS,
        }
    }

    fn prefix(self) -> String {
        memoria::prefix(self.persona).trim_end_matches('/').to_owned() + memoria::LETTO
    }

    fn valore(self, domanda: &str) -> String {
        self.prefix() + "cosa/" + domanda
    }

    /// Apart from what it describes: looking at all of them reads no answer.
    fn scheda(self, domanda: &str) -> String {
        self.prefix() + "quando/" + domanda
    }
}
