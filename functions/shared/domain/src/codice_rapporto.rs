//! The number of one rapporto di lavoro, as INPS gives it.

use serde::{Deserialize, Serialize};

use crate::testuale::{plain_display, text_type};

/// 1 to 50 of `A-Z a-z 0-9 / -` (INPS-it/NDC, `IdRapportoLavoroDomestico`); in practice ten digits.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceRapporto(String);

text_type!(CodiceRapporto, CodiceRapportoError);
plain_display!(CodiceRapporto);

/// Why a text is not a codice rapporto.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodiceRapportoError {
    #[error("not 1 to 50 characters")]
    Lunghezza,
    #[error("not only letters, digits, slashes and hyphens")]
    Carattere,
}

impl CodiceRapporto {
    /// The longest code, in characters.
    pub const MASSIMO: usize = 50;

    /// Blanks around the code are removed; letters keep their case.
    ///
    /// # Errors
    /// Wrong length, or a character outside the set.
    pub fn parse(text: &str) -> Result<Self, CodiceRapportoError> {
        let code = text.trim();
        if !(1..=Self::MASSIMO).contains(&code.chars().count()) {
            return Err(CodiceRapportoError::Lunghezza);
        }
        if !code.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-')) {
            return Err(CodiceRapportoError::Carattere);
        }
        Ok(Self(code.to_owned()))
    }

    /// Whether it is ten digits, as all codes seen so far; forms warn about others and accept them.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.0.len() == 10 && self.0.bytes().all(|byte| byte.is_ascii_digit())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn valid() {
        for (typed, usual) in
            [("0123456789", true), (" 0123456789\n", true), ("789431", false), ("AB/2018-1", false), ("012345678A", false)]
        {
            let code = CodiceRapporto::parse(typed).expect(typed);
            assert_eq!(code.as_str(), typed.trim());
            assert_eq!(code.is_usual(), usual, "{typed}");
        }
        assert!(CodiceRapporto::parse(&"1".repeat(50)).is_ok());
    }

    #[test]
    fn refused() {
        for (typed, reason) in [
            ("", CodiceRapportoError::Lunghezza),
            ("  ", CodiceRapportoError::Lunghezza),
            ("12 34", CodiceRapportoError::Carattere),
            ("12#34", CodiceRapportoError::Carattere),
            ("à", CodiceRapportoError::Carattere),
        ] {
            assert_eq!(CodiceRapporto::parse(typed), Err(reason), "{typed}");
        }
        assert_eq!(CodiceRapporto::parse(&"1".repeat(51)), Err(CodiceRapportoError::Lunghezza));
    }
}
