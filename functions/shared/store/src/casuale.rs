//! Randomness: identifiers, secrets and back-off. The only place that draws it.

use crate::error::{StoreError, unbuilt};

/// A new identifier: `id(QuesitoId::from_bytes)`.
///
/// # Errors
/// The system gives no randomness.
pub fn id<T>(from_bytes: impl FnOnce([u8; 16]) -> T) -> Result<T, StoreError> {
    bytes().map(from_bytes)
}

/// `N` random bytes.
///
/// # Errors
/// The system gives no randomness.
pub fn bytes<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(unbuilt)?;
    Ok(bytes)
}

/// A number from zero to `max`, both included.
pub(crate) fn up_to(max: u64) -> Result<u64, StoreError> {
    let random = u64::from_le_bytes(bytes()?);
    // The remainder's bias is immaterial for a back-off of a few seconds.
    Ok(max.checked_add(1).map_or(random, |count| random % count))
}
