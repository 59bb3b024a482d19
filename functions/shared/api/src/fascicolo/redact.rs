use cassetto_domain::id::AllegatoId;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Redacts the text of a message, or one of its documents: the content is gone for good, who, when, why and the SHA-256 stay.
///
/// The same request again finishes a redaction that was interrupted, and changes nothing else.
pub struct RedactVoce;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Oscuramento {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// The message, by its own version.
    pub voce: u32,
    /// The document; none for the text of the message.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub allegato: Option<AllegatoId>,
    /// 1 to 2,000 characters, read by the employer too.
    pub motivo: String,
}

impl Endpoint for RedactVoce {
    const META: Meta = Meta {
        name: "RedactVoce",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/oscuramenti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Redacts a text or a document for good; who, when, why and the SHA-256 stay.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Oscuramento;
    type Response = QuesitoDettaglio;
}
