//! One-time codes: six digits that prove that a contact is one's own, or that one accepts a delega.

use std::fmt;
use std::str::FromStr;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use crate::contatto::TipoContatto;
use crate::id::DelegaId;
use crate::testuale::hidden_debug;

/// How long a code holds.
pub const VALIDITA: SignedDuration = SignedDuration::from_mins(15);

/// How many times one may try a code, right or wrong.
pub const TENTATIVI: u32 = 5;

/// Before this another code for the same purpose is not sent.
pub const PAUSA: SignedDuration = SignedDuration::from_secs(60);

/// How many codes a person may have sent to new contacts in a day of Rome: nobody needs more, and each is paid for.
pub const AL_GIORNO: u32 = 10;

/// Six ASCII digits. A secret while it holds: never printed.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceUso([u8; 6]);

hidden_debug!(CodiceUso);

/// The text is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 6 digits")]
pub struct CodiceUsoError;

impl CodiceUso {
    /// Blanks are removed: people copy `123 456`.
    ///
    /// # Errors
    /// When what is left is not six ASCII digits.
    pub fn parse(text: &str) -> Result<Self, CodiceUsoError> {
        let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits: [u8; 6] = typed.into_bytes().try_into().map_err(|_| CodiceUsoError)?;
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(digits)) } else { Err(CodiceUsoError) }
    }

    /// The code that a number drawn at random stands for: its last six digits.
    #[must_use]
    pub fn from_random(random: u64) -> Self {
        let mut rest = random;
        let mut digits = [0; 6];
        for digit in digits.iter_mut().rev() {
            *digit = b"0123456789"[usize::try_from(rest % 10).unwrap_or_default()];
            rest /= 10;
        }
        Self(digits)
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        // Digits are always UTF-8; the other branch does not exist.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl FromStr for CodiceUso {
    type Err = CodiceUsoError;

    fn from_str(text: &str) -> Result<Self, CodiceUsoError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for CodiceUso {
    type Error = CodiceUsoError;

    fn try_from(text: String) -> Result<Self, CodiceUsoError> {
        Self::parse(&text)
    }
}

impl From<CodiceUso> for String {
    fn from(codice: CodiceUso) -> Self {
        codice.as_str().to_owned()
    }
}

/// What a code is for: one holds at a time for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scopo {
    /// To show that a new contact is one's own.
    Contatto(TipoContatto),
    /// To accept a delega.
    Delega(DelegaId),
}

impl fmt::Display for Scopo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Contatto(TipoContatto::Telefono) => f.write_str("c.telefono"),
            Self::Contatto(TipoContatto::Cellulare) => f.write_str("c.cellulare"),
            Self::Contatto(TipoContatto::Fax) => f.write_str("c.fax"),
            Self::Contatto(TipoContatto::Email) => f.write_str("c.email"),
            Self::Contatto(TipoContatto::Pec) => f.write_str("c.pec"),
            Self::Delega(delega) => write!(f, "d.{delega}"),
        }
    }
}

/// What a code that was tried is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EsitoCodice {
    Giusto,
    /// Another one; so many tries are left.
    Sbagliato {
        rimasti: u32,
    },
    /// There is none, or no longer.
    Scaduto,
    /// All tries are used: only another code helps.
    Esaurito,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_digits() {
        for (typed, expected) in [
            ("123456", Some("123456")),
            (" 012 345 ", Some("012345")),
            ("12345", None),
            ("1234567", None),
            ("12345x", None),
            ("１23456", None),
            ("", None),
        ] {
            assert_eq!(CodiceUso::parse(typed).ok().map(String::from).as_deref(), expected, "{typed}");
        }
        for (random, expected) in [(0, "000000"), (7, "000007"), (1_234_567, "234567"), (u64::MAX, "551615")] {
            assert_eq!(CodiceUso::from_random(random).as_str(), expected);
        }
        assert_eq!(format!("{:?}", CodiceUso::from_random(1)), "CodiceUso(…)");
    }
}
