use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::BozzaVoce;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// The caller's drafts, the last saved first, each whole: at most 20.
pub struct ListBozze;

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Bozze {
    pub voci: Vec<BozzaVoce>,
}

impl Endpoint for ListBozze {
    const META: Meta = Meta {
        name: "ListBozze",
        method: Method::Get,
        path: "/api/bozze",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The caller's drafts, the last saved first.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Bozze;
}
