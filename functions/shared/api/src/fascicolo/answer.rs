use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::{AllegatoInviato, QuesitoPath};

/// Answers with a message, registered with its own number.
pub struct AnswerQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovaRisposta {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// 1 to 10,000 characters.
    pub testo: String,
    /// At most 3, 3 MB in total.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
}

impl Endpoint for AnswerQuesito {
    const META: Meta = Meta {
        name: "AnswerQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/messaggi",
        access: Access::OPERATORE,
        success: 200,
        idempotent: true,
        content: Content::Json,
        summary: "Answers with a message, registered with its own number.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = NuovaRisposta;
    type Response = QuesitoDettaglio;
}
