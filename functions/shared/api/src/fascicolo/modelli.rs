use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::Pagina;
use crate::quesiti::QuesitoPath;

/// The ready-made answers for a quesito's category, filled in with what is known of it.
pub struct ListModelli;

/// A ready-made answer: a beginning, to be read and finished.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ModelloVoce {
    /// Stays the same from version to version.
    pub codice: String,
    pub titolo: String,
    /// Filled in.
    pub testo: String,
}

impl Endpoint for ListModelli {
    const META: Meta = Meta {
        name: "ListModelli",
        method: Method::Get,
        path: "/api/fascicolo/quesiti/{id}/modelli",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The ready-made answers for a quesito, filled in.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Pagina<ModelloVoce>;
}
