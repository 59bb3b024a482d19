use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Puts a quesito back in the queue of the sede, for anybody.
pub struct ReleaseQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Rilascio {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
}

impl Endpoint for ReleaseQuesito {
    const META: Meta = Meta {
        name: "ReleaseQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/rilascio",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Puts a quesito back in the queue of the sede.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Rilascio;
    type Response = QuesitoDettaglio;
}
