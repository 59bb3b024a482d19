//! How a contact was changed.

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::TipoContattoVoce;
use crate::tempo::Istante;

/// A contact that was changed; the values are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CambioContattoVoce {
    pub quando: Istante,
    pub tipo: TipoContattoVoce,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub da: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub a: Option<String>,
    /// Whether it was confirmed with a code.
    pub verificato: bool,
}
