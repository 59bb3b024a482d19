//! What waits to be sent, as the device keeps it.

use cassetto_api::modello::GestioneVoce;
use cassetto_api::problema::{Problema, Tipo};
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::Serialize;

use crate::bozza::Bozza;

/// One thing that waits to be sent, or has just been.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
pub struct Voce {
    /// Names it on this device, for good.
    pub id: String,
    /// The idempotency key of its send: renewed by a clear refusal, and by nothing else.
    pub chiave: String,
    pub cosa: Cosa,
    /// Milliseconds since 1970: when the person sent it.
    pub quando: f64,
    pub stato: Stato,
    /// Tries without an answer since the last clear one.
    pub tentativi: u32,
    /// What went out under the key, to the letter, from before it goes until its outcome is known.
    pub corpo: Option<String>,
    /// How many documents go with it: with fewer it does not leave.
    pub documenti: usize,
}

#[derive(Clone, PartialEq, Serialize, Leggibile)]
#[serde(rename_all = "snake_case")]
pub enum Cosa {
    Quesito {
        /// For whom an intermediary writes.
        datore: Option<PersonaId>,
        bozza: Box<Bozza>,
    },
    Messaggio(Messaggio),
}

/// One more message of an open quesito.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
pub struct Messaggio {
    pub datore: Option<PersonaId>,
    pub quesito: QuesitoId,
    /// Of the quesito, for who looks at what waits.
    pub oggetto: String,
    pub gestione: GestioneVoce,
    /// The version of the quesito that the person had before them.
    pub versione: u32,
    pub testo: String,
    pub risponde_a: Option<u32>,
}

/// Where it is. Only the service's own answer makes it registered.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
#[serde(rename_all = "snake_case")]
pub enum Stato {
    /// It leaves by itself when it can.
    InCoda,
    /// It leaves when the same person has signed in again.
    Accesso,
    /// The service does not take it as it is.
    DaCorreggere(Box<Problema>),
    Protocollato(Arrivo),
    /// Thrown away a moment ago: it can still come back.
    /// Milliseconds since 1970.
    Scartato(f64),
}

/// What the service said of it.
#[derive(Clone, PartialEq, Serialize, Leggibile)]
pub struct Arrivo {
    pub quesito: QuesitoId,
    pub numero: String,
    /// Milliseconds since 1970.
    pub quando: f64,
}

impl Voce {
    pub fn new(id: String, cosa: Cosa, quando: f64, documenti: usize) -> Self {
        Self { chiave: id.clone(), id, cosa, quando, stato: Stato::InCoda, tentativi: 0, corpo: None, documenti }
    }

    /// For whom an intermediary writes.
    pub fn datore(&self) -> Option<PersonaId> {
        match &self.cosa {
            Cosa::Quesito { datore, .. } => *datore,
            Cosa::Messaggio(messaggio) => messaggio.datore,
        }
    }

    pub fn oggetto(&self) -> &str {
        match &self.cosa {
            Cosa::Quesito { bozza, .. } => bozza.oggetto.trim(),
            Cosa::Messaggio(messaggio) => &messaggio.oggetto,
        }
    }

    pub fn gestione(&self) -> GestioneVoce {
        match &self.cosa {
            Cosa::Quesito { bozza, .. } => bozza.gestione,
            Cosa::Messaggio(messaggio) => messaggio.gestione,
        }
    }

    /// Whether it leaves by itself.
    pub fn is_waiting(&self) -> bool {
        matches!(self.stato, Stato::InCoda | Stato::Accesso)
    }

    /// Whether signing out would lose it.
    pub fn is_unsent(&self) -> bool {
        !matches!(self.stato, Stato::Protocollato(_) | Stato::Scartato(_))
    }

    /// Whether the service has something else under its key: nothing more can be learnt by repeating it.
    pub fn is_reused(&self) -> bool {
        matches!(&self.stato, Stato::DaCorreggere(problema) if problema.kind() == Some(Tipo::ChiaveRiusata))
    }

    /// Whether the service may have it already, without having said so.
    pub fn is_unclear(&self) -> bool {
        self.is_unsent() && self.corpo.is_some()
    }
}
