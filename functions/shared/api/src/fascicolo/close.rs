use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{EsitoVoce, QuesitoDettaglio};
use crate::quesiti::QuesitoPath;

/// Closes a quesito with its esito.
pub struct CloseQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Chiusura {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    pub esito: EsitoVoce,
    /// 1 to 2,000 characters: why.
    pub commento: String,
}

impl Endpoint for CloseQuesito {
    const META: Meta = Meta {
        name: "CloseQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/chiusura",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Closes a quesito with its esito.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Chiusura;
    type Response = QuesitoDettaglio;
}
