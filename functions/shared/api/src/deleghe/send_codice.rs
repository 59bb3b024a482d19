use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use super::DelegaPath;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::tempo::Istante;

/// Sends the one-time code to who has to accept. The last one sent is the one that counts.
pub struct SendCodiceDelega;

/// Where it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CodiceInviato {
    /// Number or address, masked.
    pub contatto: String,
    /// After this the code is worth nothing.
    pub scade: Istante,
}

impl Endpoint for SendCodiceDelega {
    const META: Meta = Meta {
        name: "SendCodiceDelega",
        method: Method::Post,
        path: "/api/deleghe/{id}/codice",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Sends the one-time code that accepts a delega.",
    };
    type Path = DelegaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = CodiceInviato;
}
