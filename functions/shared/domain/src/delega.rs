//! Delegations: somebody acts for an employer, on a written mandate that both accepted (msg. INPS 465/2017, 987/2018).
//!
//! Richiesta -> attiva -> revocata or scaduta; a request may also be refused, withdrawn or left to expire. That an employer has one
//! active delegate at most is the store's business: here is what may happen to one delega.

mod tipo;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use tipo::{Diritti, TipoDelega, TipoDelegaError};

/// How far a delega is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StatoDelega {
    /// Waits for who did not ask.
    Richiesta,
    Attiva,
    Rifiutata,
    /// Ended by one of the two, withdrawn before it began, or replaced by another.
    Revocata,
    /// Its last day has passed, or nobody answered the request in time.
    Scaduta,
}

impl StatoDelega {
    pub const ALL: [Self; 5] = [Self::Richiesta, Self::Attiva, Self::Rifiutata, Self::Revocata, Self::Scaduta];

    /// Whether nothing can happen to it any more.
    #[must_use]
    pub const fn is_conclusa(self) -> bool {
        matches!(self, Self::Rifiutata | Self::Revocata | Self::Scaduta)
    }
}

/// One of the two that a delega binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lato {
    Datore,
    Intermediario,
}

impl Lato {
    pub const ALL: [Self; 2] = [Self::Datore, Self::Intermediario];

    #[must_use]
    pub const fn altro(self) -> Self {
        match self {
            Self::Datore => Self::Intermediario,
            Self::Intermediario => Self::Datore,
        }
    }
}

/// What is done to a delega.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComandoDelega {
    Accetta,
    Rifiuta,
    /// Of an active one by either side; of a request by who made it, who withdraws it.
    Revoca,
}

impl ComandoDelega {
    pub const ALL: [Self; 3] = [Self::Accetta, Self::Rifiuta, Self::Revoca];
}

/// What happened to a delega, as its history keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FattoDelega {
    Chiesta,
    Accettata,
    Rifiutata,
    /// By who asked, before an answer.
    Ritirata,
    Revocata,
    /// Another one took its place.
    Sostituita,
    /// By time: nobody did it.
    Scaduta,
}

impl FattoDelega {
    pub const ALL: [Self; 7] =
        [Self::Chiesta, Self::Accettata, Self::Rifiutata, Self::Ritirata, Self::Revocata, Self::Sostituita, Self::Scaduta];
}

/// Why a command can't be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DelegaError {
    #[error("it is for the other side to do")]
    AltroLato,
    #[error("not a request any more")]
    NonRichiesta,
    #[error("not active yet")]
    NonAttiva,
    #[error("over")]
    Conclusa,
}

impl StatoDelega {
    /// The state after `comando` by `chi`, of a delega that `richiedente` asked for.
    ///
    /// # Errors
    /// Why it is not allowed; the matrix is spelled out in this module's tests.
    pub fn apply(self, comando: ComandoDelega, chi: Lato, richiedente: Lato) -> Result<Self, DelegaError> {
        match (self, comando) {
            (Self::Rifiutata | Self::Revocata | Self::Scaduta, _) => Err(DelegaError::Conclusa),
            (Self::Attiva, ComandoDelega::Accetta | ComandoDelega::Rifiuta) => Err(DelegaError::NonRichiesta),
            (Self::Attiva, ComandoDelega::Revoca) => Ok(Self::Revocata),
            (Self::Richiesta, ComandoDelega::Accetta | ComandoDelega::Rifiuta) if chi == richiedente => Err(DelegaError::AltroLato),
            (Self::Richiesta, ComandoDelega::Accetta) => Ok(Self::Attiva),
            (Self::Richiesta, ComandoDelega::Rifiuta) => Ok(Self::Rifiutata),
            (Self::Richiesta, ComandoDelega::Revoca) if chi == richiedente => Ok(Self::Revocata),
            (Self::Richiesta, ComandoDelega::Revoca) => Err(DelegaError::NonAttiva),
        }
    }

    /// What it is on the day `oggi`, with a last day `al`: time ends a delega without anybody writing it.
    #[must_use]
    pub fn al_giorno(self, oggi: Date, al: Option<Date>) -> Self {
        if !self.is_conclusa() && al.is_some_and(|al| al < oggi) { Self::Scaduta } else { self }
    }
}

/// How many days a request waits for an answer.
pub const GIORNI_RICHIESTA: i32 = 30;

/// How many years a delega may last when its end is named.
pub const MASSIMO_ANNI: i32 = 10;

/// The last day on which a request made on `oggi` can be accepted.
#[must_use]
pub fn scadenza_richiesta(oggi: Date) -> Date {
    oggi.saturating_add(GIORNI_RICHIESTA.days())
}

/// Why a last day is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("before today or too far away")]
pub struct ValiditaError;

/// Whether a delega asked for on `oggi` may end on `al`.
///
/// # Errors
/// A day before `oggi`, or more than [`MASSIMO_ANNI`] after it.
pub fn check_al(oggi: Date, al: Date) -> Result<Date, ValiditaError> {
    if al < oggi || al > oggi.saturating_add(MASSIMO_ANNI.years()) { Err(ValiditaError) } else { Ok(al) }
}

#[cfg(test)]
mod tests;
