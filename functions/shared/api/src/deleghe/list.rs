use serde::{Deserialize, Serialize};

use super::DelegaVoce;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::Pagina;

/// The deleghe of the caller, whichever side they are on, newest first.
pub struct ListDeleghe;

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroDeleghe {
    #[serde(default)]
    pub gruppo: GruppoDeleghe,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

/// The three lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GruppoDeleghe {
    /// Waiting for an answer.
    Richieste,
    #[default]
    Attive,
    /// Refused, withdrawn, revoked, replaced.
    Concluse,
}

impl Endpoint for ListDeleghe {
    const META: Meta = Meta {
        name: "ListDeleghe",
        method: Method::Get,
        path: "/api/deleghe",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The deleghe given or received, with their history.",
    };
    type Path = Nulla;
    type Query = FiltroDeleghe;
    type Body = Nulla;
    type Response = Pagina<DelegaVoce>;
}
