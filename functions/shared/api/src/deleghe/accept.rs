use serde::{Deserialize, Serialize};

use super::{DelegaPath, DelegaVoce};
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Accepts what the other side asked. The delega that the employer had, if any, ends in the same transaction.
pub struct AcceptDelega;

/// What the accepting side sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Accettazione {
    /// The six digits that [`super::SendCodiceDelega`] sent.
    pub codice: String,
    /// The intermediary's branch, 1 to 120 characters: compulsory when an intermediary accepts.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filiale: Option<String>,
}

impl Endpoint for AcceptDelega {
    const META: Meta = Meta {
        name: "AcceptDelega",
        method: Method::Post,
        path: "/api/deleghe/{id}/accettazione",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Accepts a delega with the one-time code; the employer's former one ends with it.",
    };
    type Path = DelegaPath;
    type Query = Nulla;
    type Body = Accettazione;
    type Response = DelegaVoce;
}
