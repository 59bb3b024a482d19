use serde::{Deserialize, Serialize};

use super::QuesitoPath;
use crate::endpoint::{Access, Content, Documento, Endpoint, Meta, Method, Nulla};

/// The receipt of a registered message as a PDF, with the SHA-256 of each document. The same bytes whenever it is asked for.
pub struct GetRicevuta;

/// Which message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct VoceRicevuta {
    /// Its version; the first message unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub voce: Option<u32>,
}

impl Endpoint for GetRicevuta {
    const META: Meta = Meta {
        name: "GetRicevuta",
        method: Method::Get,
        path: "/api/quesiti/{id}/ricevuta",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Pdf,
        summary: "The receipt of a registered message as a PDF.",
    };
    type Path = QuesitoPath;
    type Query = VoceRicevuta;
    type Body = Nulla;
    type Response = Documento;
}
