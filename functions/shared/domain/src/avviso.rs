//! Notices: they say that there is something and where, and nothing else. No number, no name, no subject.
//!
//! The texts are in `locales/avvisi.<language>.json`; `{link}` is the deep link, which survives the login, `{codice}` a one-time
//! code, `{numero}` how many news there are. `build.rs` refuses an SMS that takes more than one segment.

pub mod gsm7;
mod testi;

use serde::{Deserialize, Serialize};

pub use testi::{Dati, EmailTesto, PushTesto, email, push, sms};

/// How a notice travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Canale {
    Sms,
    Email,
    /// Certified mail (DPR 68/2005), with its two receipts.
    Pec,
    /// To the browsers that subscribed.
    Push,
}

impl Canale {
    pub const ALL: [Self; 4] = [Self::Sms, Self::Email, Self::Pec, Self::Push];
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lingua {
    #[default]
    It,
    En,
}

impl Lingua {
    pub const ALL: [Self; 2] = [Self::It, Self::En];
}

/// What a notice tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evento {
    Protocollato,
    PresoInCarico,
    Risposta,
    Chiuso,
    /// Another sede takes over, from the same day of presentation.
    Trasferito,
    /// The office asks for a document: the clock stops until it comes.
    RichiestaDocumento,
    /// The office wrote first.
    Comunicazione,
    /// The delegate did something for the employer.
    PerConto,
    DelegaRichiesta,
    DelegaAttiva,
    DelegaRevocata,
    /// A one-time code: to one contact, at any hour.
    Codice,
    /// Several news of an intermediary in one notice.
    Riepilogo,
}

/// Kinds of notices that one chooses channels for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genere {
    /// What becomes of a quesito.
    Avanzamento,
    /// What the office writes or asks for.
    Messaggi,
    /// Delegations, and what delegates do.
    Deleghe,
}

impl Genere {
    pub const ALL: [Self; 3] = [Self::Avanzamento, Self::Messaggi, Self::Deleghe];
}

impl Evento {
    pub const ALL: [Self; 13] = [
        Self::Protocollato,
        Self::PresoInCarico,
        Self::Risposta,
        Self::Chiuso,
        Self::Trasferito,
        Self::RichiestaDocumento,
        Self::Comunicazione,
        Self::PerConto,
        Self::DelegaRichiesta,
        Self::DelegaAttiva,
        Self::DelegaRevocata,
        Self::Codice,
        Self::Riepilogo,
    ];

    /// The kind that one's preferences speak of.
    #[must_use]
    pub const fn genere(self) -> Genere {
        match self {
            Self::Protocollato | Self::PresoInCarico | Self::Chiuso | Self::Trasferito | Self::Codice => Genere::Avanzamento,
            Self::Risposta | Self::RichiestaDocumento | Self::Comunicazione | Self::Riepilogo => Genere::Messaggi,
            Self::PerConto | Self::DelegaRichiesta | Self::DelegaAttiva | Self::DelegaRevocata => Genere::Deleghe,
        }
    }
}
