use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::QuesitoPath;

/// Waits no longer for the document that was asked for: the clock runs again, the days of waiting not counted.
pub struct WithdrawRichiesta;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RitiroRichiesta {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// 1 to 2,000 characters: why, read by the employer too.
    pub commento: String,
}

impl Endpoint for WithdrawRichiesta {
    const META: Meta = Meta {
        name: "WithdrawRichiesta",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/richieste/ritiro",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Waits no longer for a document: the clock of the answer runs again.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = RitiroRichiesta;
    type Response = QuesitoDettaglio;
}
