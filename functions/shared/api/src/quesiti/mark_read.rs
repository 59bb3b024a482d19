use serde::{Deserialize, Serialize};

use super::QuesitoPath;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Who calls has seen everything up to a version: clears their badge, and tells the other side when. An employer, the intermediary
/// whose worklists show the quesito and the office are told apart; another intermediary's reading is not kept.
pub struct MarkRead;

/// Up to where.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lettura {
    pub versione: u32,
}

impl Endpoint for MarkRead {
    const META: Meta = Meta {
        name: "MarkRead",
        method: Method::Post,
        path: "/api/quesiti/{id}/lettura",
        access: Access::TUTTI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Marks a quesito as read up to a version.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Lettura;
    type Response = Nulla;
}
