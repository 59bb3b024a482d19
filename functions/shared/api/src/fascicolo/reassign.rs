use cassetto_domain::id::PersonaId;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Gives a quesito, open or in charge of somebody, to an operator of the same sede.
pub struct ReassignQuesito;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Assegnazione {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// Who has it in charge from now on: of the caller's sede.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub operatore: PersonaId,
}

impl Endpoint for ReassignQuesito {
    const META: Meta = Meta {
        name: "ReassignQuesito",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/assegnazione",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Gives a quesito to an operator of the same sede.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Assegnazione;
    type Response = QuesitoDettaglio;
}
