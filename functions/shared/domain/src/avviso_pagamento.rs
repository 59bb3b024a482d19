//! The number of a pagoPA notice, what the MAV has become: 18 digits with two check digits of their own.

use serde::{Deserialize, Serialize};

use crate::testuale::digits_type;

/// Aux digit 3, segregation code of 2, IUV base of 13, check of 2 = the first 16 mod 93.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NumeroAvviso(Cifre);

/// Eighteen digits that nobody has checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Cifre([u8; 18]);

digits_type!(Cifre, CifreError);

/// The text is not eighteen digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 18 digits")]
struct CifreError;

/// Why a text is not the number of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumeroAvvisoError {
    #[error("not 18 digits")]
    Forma,
    #[error("does not begin with 3")]
    Ausiliaria,
    #[error("the check digits are others")]
    Controllo,
}

const MODULO: u64 = 93;

impl NumeroAvviso {
    /// Blanks are removed wherever they are: notices print the number in groups.
    ///
    /// # Errors
    /// The first of the reasons that applies, in their order.
    pub fn parse(text: &str) -> Result<Self, NumeroAvvisoError> {
        let typed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let digits = Cifre::parse(&typed).map_err(|_| NumeroAvvisoError::Forma)?;
        if digits.0[0] != b'3' {
            return Err(NumeroAvvisoError::Ausiliaria);
        }
        let value = |digits: &[u8]| digits.iter().fold(0, |value: u64, digit| value * 10 + u64::from(digit - b'0'));
        let (first, check) = digits.0.split_at(16);
        if value(first) % MODULO == value(check) { Ok(Self(digits)) } else { Err(NumeroAvvisoError::Controllo) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}

impl std::fmt::Display for NumeroAvviso {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.pad(self.as_str())
    }
}

impl std::fmt::Debug for NumeroAvviso {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NumeroAvviso(…)")
    }
}

impl std::str::FromStr for NumeroAvviso {
    type Err = NumeroAvvisoError;

    fn from_str(text: &str) -> Result<Self, NumeroAvvisoError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for NumeroAvviso {
    type Error = NumeroAvvisoError;

    fn try_from(text: String) -> Result<Self, NumeroAvvisoError> {
        Self::parse(&text)
    }
}

impl From<NumeroAvviso> for String {
    fn from(numero: NumeroAvviso) -> Self {
        numero.as_str().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (typed, expected) in [
            ("301000000000000144", Ok("301000000000000144")),
            (" 3010 0000 0000 0001 44\n", Ok("301000000000000144")),
            ("301000000000000145", Err(NumeroAvvisoError::Controllo)),
            ("301000000000001044", Err(NumeroAvvisoError::Controllo)),
            ("001000000000000144", Err(NumeroAvvisoError::Ausiliaria)),
            ("30100000000000014", Err(NumeroAvvisoError::Forma)),
            ("3010000000000001444", Err(NumeroAvvisoError::Forma)),
            ("30100000000000014x", Err(NumeroAvvisoError::Forma)),
            ("", Err(NumeroAvvisoError::Forma)),
        ] {
            let parsed = NumeroAvviso::parse(typed);
            assert_eq!(parsed.as_ref().map(NumeroAvviso::as_str).map_err(|error| *error), expected, "{typed}");
        }
    }

    /// One wrong digit never passes: 93 is coprime to every power of ten and greater than nine.
    #[test]
    fn every_single_wrong_digit_is_found() {
        let right = b"301000000000000144";
        for place in 0..right.len() {
            for digit in b'0'..=b'9' {
                let mut wrong = *right;
                wrong[place] = digit;
                let text = String::from_utf8_lossy(&wrong);
                assert_eq!(NumeroAvviso::parse(&text).is_ok(), wrong == *right, "{text}");
            }
        }
    }
}
