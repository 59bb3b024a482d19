use serde::{Deserialize, Serialize};

use super::PreferenzaVoce;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::LinguaVoce;

/// Chooses the channels of each kind of notice, and the language.
pub struct SetPreferenze;

/// The choice. A kind that is not named is as for who chose nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PreferenzeVoce {
    pub preferenze: Vec<PreferenzaVoce>,
    pub lingua: LinguaVoce,
}

impl Endpoint for SetPreferenze {
    const META: Meta = Meta {
        name: "SetPreferenze",
        method: Method::Post,
        path: "/api/contatti/preferenze",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Chooses the channels and the language of notices.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = PreferenzeVoce;
    type Response = Nulla;
}
