use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::tempo::Istante;

/// A short link to one document of a quesito.
pub struct GetAllegato;

/// Which document of which quesito.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AllegatoPath {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub allegato: AllegatoId,
}

/// A link that works for a few minutes, for whoever holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Scarico {
    pub url: String,
    pub scade: Istante,
}

impl Endpoint for GetAllegato {
    const META: Meta = Meta {
        name: "GetAllegato",
        method: Method::Get,
        path: "/api/quesiti/{id}/allegati/{allegato}",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A short-lived link to one document.",
    };
    type Path = AllegatoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Scarico;
}
