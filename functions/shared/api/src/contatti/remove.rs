use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::TipoContattoVoce;

/// Takes a contact away, and its channel from the preferences.
pub struct RemoveContatto;

/// Which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ContattoDaTogliere {
    pub tipo: TipoContattoVoce,
}

impl Endpoint for RemoveContatto {
    const META: Meta = Meta {
        name: "RemoveContatto",
        method: Method::Post,
        path: "/api/contatti/rimozione",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Takes a contact away.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = ContattoDaTogliere;
    type Response = Nulla;
}
