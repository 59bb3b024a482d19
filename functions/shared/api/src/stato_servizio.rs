//! The service's own health (AgID, interoperability guidelines: `GET /status` answers problem+json).

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Whether the service works, and what of it does not: one read of the table.
pub struct GetStatus;

/// AgID's form: an RFC 9457 object, with status 200 when all is well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct StatoServizio {
    pub status: u16,
    pub title: String,
    /// The release that answers.
    pub versione: String,
    /// What does not work as it should; everything else does. Empty when all is well.
    #[serde(default)]
    pub degradato: Vec<ParteServizio>,
}

/// A part of the service that may fail while the others work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParteServizio {
    /// Documents can't be sent or read.
    Documenti,
    Sms,
    Email,
    Pec,
    Push,
    /// Notices wait, whatever their channel.
    Avvisi,
    /// Daily registers are missing.
    Registri,
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
