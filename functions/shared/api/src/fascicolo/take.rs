use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Takes a quesito in charge.
pub struct TakeQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PresaInCarico {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// At most 2,000 characters, read by the employer too.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub commento: Option<String>,
}

impl Endpoint for TakeQuesito {
    const META: Meta = Meta {
        name: "TakeQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/presa-in-carico",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Takes a quesito in charge.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = PresaInCarico;
    type Response = QuesitoDettaglio;
}
