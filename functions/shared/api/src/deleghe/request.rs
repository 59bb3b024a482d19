use serde::{Deserialize, Serialize};

use super::DelegaVoce;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::quesiti::AllegatoInviato;
use crate::tempo::Giorno;

/// Gives a delega (an employer) or asks for one (an intermediary): it begins when the other side accepts it with a code.
pub struct RequestDelega;

/// To whom, until when, on which form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovaDelega {
    /// Codice fiscale of the other side: the intermediary's when an employer calls, the employer's when an intermediary does.
    pub codice_fiscale: String,
    /// Their surname or denomination, which must be theirs: nobody learns whose a codice fiscale is.
    pub cognome: String,
    /// The intermediary's branch, 1 to 120 characters: compulsory when an intermediary asks.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub filiale: Option<String>,
    /// The last day; until it is revoked when none is named.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub al: Option<Giorno>,
    /// The signed form, uploaded before.
    pub modulo: AllegatoInviato,
}

impl Endpoint for RequestDelega {
    const META: Meta = Meta {
        name: "RequestDelega",
        method: Method::Post,
        path: "/api/deleghe",
        access: Access::CITTADINI,
        success: 201,
        idempotent: true,
        content: Content::Json,
        summary: "Gives a delega, or asks an employer for one.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = NuovaDelega;
    type Response = DelegaVoce;
}
