use serde::{Deserialize, Serialize};

use super::PersonaPath;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::fascicolo::VoceCoda;
use crate::modello::Pagina;

/// The quesiti of an employer that the caller's sede has, newest first.
pub struct ListQuesitiPersona;

/// Which page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroQuesitiPersona {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

impl Endpoint for ListQuesitiPersona {
    const META: Meta = Meta {
        name: "ListQuesitiPersona",
        method: Method::Get,
        path: "/api/fascicolo/persone/{id}/quesiti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The quesiti of an employer in the caller's sede, newest first.",
    };
    type Path = PersonaPath;
    type Query = FiltroQuesitiPersona;
    type Body = Nulla;
    type Response = Pagina<VoceCoda>;
}
