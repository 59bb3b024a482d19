use serde::{Deserialize, Serialize};

use super::{AllegatoInviato, QuesitoPath};
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;

/// One more message of the citizen on an open quesito, registered with its own number. The same key and body writes it once.
pub struct CreateMessaggio;

/// What is added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoMessaggio {
    /// The version that the page showed: another one by now is a conflict.
    pub versione: u32,
    /// 1 to 10,000 characters.
    pub testo: String,
    /// As many and as large as the gestione's profile allows.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
    /// The version of the entry that asked for a document: this message is what it waits for, and the clock goes on.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub risponde_a: Option<u32>,
}

impl Endpoint for CreateMessaggio {
    const META: Meta = Meta {
        name: "CreateMessaggio",
        method: Method::Post,
        path: "/api/quesiti/{id}/messaggi",
        access: Access::CITTADINI,
        success: 200,
        idempotent: true,
        content: Content::Json,
        summary: "Adds a message to an open quesito, registered with its own number.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = NuovoMessaggio;
    type Response = QuesitoDettaglio;
}
