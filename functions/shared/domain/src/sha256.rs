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
        let bytes = data_encoding::HEXLOWER.decode(text.as_bytes()).map_err(|_| Sha256Error)?;
        bytes.try_into().map(Self).map_err(|_| Sha256Error)
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
