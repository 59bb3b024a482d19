//! The PIN: the historic way to sign in (msg. INPS 3035/2017), kept for where no identity provider is at hand.

use serde::Deserialize;

use crate::testuale::hidden_debug;

/// Eight ASCII letters or digits, case-sensitive. A secret: never serialized, never printed, compared only as a hash.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
pub struct Pin([u8; 8]);

hidden_debug!(Pin);

/// Why a text is not a PIN. It never quotes the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    #[error("not 8 characters")]
    Lunghezza,
    #[error("not only letters and digits")]
    Carattere,
}

impl Pin {
    /// How many characters a PIN has after the guided procedure of the first access.
    pub const LUNGHEZZA: usize = 8;

    /// Nothing is removed or changed: a PIN is what was typed.
    ///
    /// # Errors
    /// Not eight characters, or one that is not an ASCII letter or digit.
    pub fn parse(text: &str) -> Result<Self, PinError> {
        if text.chars().count() != Self::LUNGHEZZA {
            return Err(PinError::Lunghezza);
        }
        if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Err(PinError::Carattere);
        }
        text.as_bytes().try_into().map(Self).map_err(|_| PinError::Lunghezza)
    }

    /// For the hash function, and for nothing else.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl TryFrom<String> for Pin {
    type Error = PinError;

    fn try_from(text: String) -> Result<Self, PinError> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_letters_or_digits() {
        for (typed, expected) in [
            ("a1B2c3D4", Ok(())),
            ("00000000", Ok(())),
            ("a1B2c3D", Err(PinError::Lunghezza)),
            ("a1B2c3D45", Err(PinError::Lunghezza)),
            ("", Err(PinError::Lunghezza)),
            ("a1B2 3D4", Err(PinError::Carattere)),
            ("a1B2c3Dà", Err(PinError::Carattere)),
            // Eight bytes, but fewer characters.
            ("a1B2c3à", Err(PinError::Lunghezza)),
        ] {
            assert_eq!(Pin::parse(typed).map(|pin| assert_eq!(pin.as_bytes(), typed.as_bytes())), expected, "{typed}");
        }
    }

    #[test]
    fn is_never_printed() {
        assert_eq!(format!("{:?}", Pin::parse("a1B2c3D4")), "Ok(Pin(…))");
        let error = serde_json::from_str::<Pin>("\"segreto!\"").expect_err("not alphanumeric");
        assert!(!error.to_string().contains("segreto"), "{error}");
    }
}
