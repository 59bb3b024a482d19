use cassetto_domain::id::QuesitoId;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;

/// One quesito with its messages and changes. Somebody else's is not found.
pub struct GetQuesito;

/// Which quesito.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoPath {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
}

impl Endpoint for GetQuesito {
    const META: Meta = Meta {
        name: "GetQuesito",
        method: Method::Get,
        path: "/api/quesiti/{id}",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "One quesito with its whole sequence.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = QuesitoDettaglio;
}
