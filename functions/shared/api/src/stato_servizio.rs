//! The service's own health (AgID, interoperability guidelines: `GET /status` answers problem+json).

use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Whether the service works: one read of the table.
pub struct GetStatus;

/// AgID's form: an RFC 9457 object, with status 200 when all is well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StatoServizio {
    pub status: u16,
    pub title: String,
    /// The release that answers.
    pub versione: String,
}

impl Endpoint for GetStatus {
    const META: Meta = Meta {
        name: "GetStatus",
        method: Method::Get,
        path: "/api/status",
        access: Access::Anonimo,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Tells whether the service works (AgID).",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = StatoServizio;
}
