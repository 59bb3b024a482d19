use serde::{Deserialize, Serialize};

use super::Sessione;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Opens a session with codice fiscale and PIN; the token is in the cookie only.
pub struct SignIn;

/// What a person types to sign in.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Credenziali {
    pub codice_fiscale: String,
    /// 8 letters or digits.
    pub pin: String,
}

impl Endpoint for SignIn {
    const META: Meta = Meta {
        name: "SignIn",
        method: Method::Post,
        path: "/api/sessione",
        access: Access::Anonimo,
        success: 201,
        idempotent: false,
        content: Content::Json,
        summary: "Opens a session with codice fiscale and PIN.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Credenziali;
    type Response = Sessione;
}
