use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::{BozzaContenuto, BozzaPath};
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::tempo::Istante;

/// Saves a draft of the caller's: a new one, or one whose last version is known. 409 when another device saved it since, or it is gone.
pub struct SaveBozza;

/// The draft.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovaBozza {
    /// The version that the page holds; 0 for a new draft.
    pub versione: u32,
    pub contenuto: BozzaContenuto,
}

/// What the next save names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BozzaSalvata {
    pub versione: u32,
    pub salvata: Istante,
    pub scade: Istante,
}

impl Endpoint for SaveBozza {
    const META: Meta = Meta {
        name: "SaveBozza",
        method: Method::Post,
        path: "/api/bozze/{id}",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Saves a draft of the caller's for 30 days.",
    };
    type Path = BozzaPath;
    type Query = Nulla;
    type Body = NuovaBozza;
    type Response = BozzaSalvata;
}
