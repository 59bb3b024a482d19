use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{Pagina, QuesitoVoce, StatoVoce};

/// The queue of the operator's sede in one state, oldest first (closed ones newest first).
pub struct ListCoda;

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroCoda {
    pub stato: StatoVoce,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub categoria: Option<String>,
    /// Only those in charge of the caller.
    #[serde(default)]
    pub miei: bool,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

impl Endpoint for ListCoda {
    const META: Meta = Meta {
        name: "ListCoda",
        method: Method::Get,
        path: "/api/fascicolo/quesiti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The queue of the operator's sede.",
    };
    type Path = Nulla;
    type Query = FiltroCoda;
    type Body = Nulla;
    type Response = Pagina<QuesitoVoce>;
}
