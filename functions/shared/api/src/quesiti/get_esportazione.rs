use cassetto_domain::id::PersonaId;
use serde::{Deserialize, Serialize};

use super::QuesitoPath;
use crate::allegati::Scarico;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// A link to a zip with the whole thread: JSON, PDF, receipts, documents and an index of SHA-256. The same thread gives the same bytes.
pub struct GetEsportazione;

impl Endpoint for GetEsportazione {
    const META: Meta = Meta {
        name: "GetEsportazione",
        method: Method::Get,
        path: "/api/quesiti/{id}/esportazione",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A link to a zip with the whole thread, its receipts and documents.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Scarico;
}

/// The same for all that was presented in a year, a folder each.
pub struct GetEsportazioneAnno;

/// The year, as four digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AnnoPath {
    pub anno: String,
}

/// Whose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EsportazioneDi {
    /// Compulsory for an intermediario.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub datore: Option<PersonaId>,
}

impl Endpoint for GetEsportazioneAnno {
    const META: Meta = Meta {
        name: "GetEsportazioneAnno",
        method: Method::Get,
        path: "/api/esportazioni/{anno}",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A link to a zip with all threads that an employer presented in a year.",
    };
    type Path = AnnoPath;
    type Query = EsportazioneDi;
    type Body = Nulla;
    type Response = Scarico;
}
