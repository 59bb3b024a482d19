use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::TipoContattoVoce;

/// Confirms a new contact with the code that was sent there. It is used for later notices.
pub struct VerifyContatto;

/// The code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodiceContatto {
    pub tipo: TipoContattoVoce,
    /// Six digits.
    pub codice: String,
}

impl std::fmt::Debug for CodiceContatto {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "CodiceContatto({:?})", self.tipo)
    }
}

impl Endpoint for VerifyContatto {
    const META: Meta = Meta {
        name: "VerifyContatto",
        method: Method::Post,
        path: "/api/contatti/verifica",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Confirms a new contact with its code.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = CodiceContatto;
    type Response = Nulla;
}
