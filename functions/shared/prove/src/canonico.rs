//! The one way in which a document is written: JSON on one line, keys in the order of the type, a line end.

use cassetto_domain::sha256::Sha256;
use serde::Serialize;
use sha2::Digest;

use crate::ProvaError;

/// The bytes of a document.
///
/// # Errors
/// When it has no JSON form.
pub fn canonico<T: Serialize>(documento: &T) -> Result<Vec<u8>, ProvaError> {
    let mut bytes = serde_json::to_vec(documento)?;
    bytes.push(b'\n');
    Ok(bytes)
}

/// The fingerprint of some bytes.
#[must_use]
pub fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}
