use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Adds a comment without changing the state.
pub struct CommentQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoCommento {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// 1 to 2,000 characters, read by the employer too.
    pub commento: String,
}

impl Endpoint for CommentQuesito {
    const META: Meta = Meta {
        name: "CommentQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/commenti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Adds a comment without changing the state.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = NuovoCommento;
    type Response = QuesitoDettaglio;
}
