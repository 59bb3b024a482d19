//! The sentences of problems and reasons, from `locales/problemi.it.json`.
//!
//! The app has its own, in the person's language, by the same codes: in its wasm these are empty.

#[cfg(not(target_family = "wasm"))]
mod tutti;

#[cfg(not(target_family = "wasm"))]
pub(crate) use tutti::{motivo, problema};

#[cfg(target_family = "wasm")]
pub(crate) const fn problema(_slug: &str) -> (&'static str, &'static str) {
    ("", "")
}

#[cfg(target_family = "wasm")]
pub(crate) const fn motivo(_slug: &str) -> &'static str {
    ""
}
