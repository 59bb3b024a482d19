//! Dates and instants as they travel: text, so that the browser formats them with its own `Intl`.

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

/// An instant in UTC, RFC 3339 with milliseconds: `2026-11-21T09:30:00.000Z`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Istante(pub String);

/// A civil date in Europe/Rome: `2026-11-21`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Giorno(pub String);
