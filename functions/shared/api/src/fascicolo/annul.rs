use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Annuls the registration of a message (DPR 445/2000 art. 54): it stays readable, with who, when and why.
pub struct AnnulRegistrazione;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Annullamento {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// The message, by its own version.
    pub voce: u32,
    /// 1 to 2,000 characters, read by the employer too and kept in the daily register.
    pub motivo: String,
}

impl Endpoint for AnnulRegistrazione {
    const META: Meta = Meta {
        name: "AnnulRegistrazione",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/annullamenti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Annuls the registration of a message, which stays readable with who, when and why.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Annullamento;
    type Response = QuesitoDettaglio;
}
