//! The fingerprint of a document, as the protocol register keeps it (DPR 445/2000 art. 53, AgID's rules on the register).

use std::fmt;
use std::str::FromStr;

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

/// A SHA-256 of 32 bytes; in JSON and on receipts 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Leggibile)]
#[serde(try_from = "String", into = "String")]
pub struct Sha256(pub [u8; 32]);

/// The text is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a SHA-256 in hexadecimal")]
pub struct Sha256Error;

impl Sha256 {
    /// As S3's `x-amz-checksum-sha256` header wants it.
    #[must_use]
    pub fn to_base64(&self) -> String {
        data_encoding::BASE64.encode(&self.0)
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&data_encoding::HEXLOWER.encode(&self.0))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

impl FromStr for Sha256 {
    type Err = Sha256Error;

    fn from_str(text: &str) -> Result<Self, Sha256Error> {
        // Its own few lines, as an identifier's: a general decoder brings what formats its panics.
        let (pairs, []) = text.as_bytes().as_chunks() else { return Err(Sha256Error) };
        let mut bytes = [0; 32];
        if pairs.len() != bytes.len() {
            return Err(Sha256Error);
        }
        for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
            *byte = digit(*high)? << 4 | digit(*low)?;
        }
        Ok(Self(bytes))
    }
}

fn digit(byte: u8) -> Result<u8, Sha256Error> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(Sha256Error),
    }
}

impl TryFrom<String> for Sha256 {
    type Error = Sha256Error;

    fn try_from(text: String) -> Result<Self, Sha256Error> {
        text.parse()
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> Self {
        hash.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn text_and_bytes_are_the_same_hash(bytes: [u8; 32]) {
            let hash = Sha256(bytes);
            prop_assert_eq!(hash.to_string().parse(), Ok(hash));
        }
    }

    #[test]
    fn other_texts_are_refused() {
        let digits = "0123456789abcdef".repeat(4);
        assert!(digits.parse::<Sha256>().is_ok());
        for text in [
            &digits[1..],
            &digits[2..],
            &format!("{digits}0"),
            &format!("{digits}00"),
            &digits.to_uppercase(),
            &digits.replacen('0', "g", 1),
            "",
        ] {
            assert_eq!(text.parse::<Sha256>(), Err(Sha256Error), "{text}");
        }
    }
}
