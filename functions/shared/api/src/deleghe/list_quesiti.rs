use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{Pagina, QuesitoVoce};

/// The quesiti of all the employers of an intermediary, most urgent first (closed ones newest first).
pub struct ListQuesitiDelegati;

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroQuesitiDelegati {
    #[serde(default)]
    pub vista: VistaDelegati,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

/// The tabs of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VistaDelegati {
    /// A document is awaited, or there is something unread.
    #[default]
    ToccaATe,
    DaLeggere,
    Aperte,
    InCarico,
    Chiuse,
}

impl Endpoint for ListQuesitiDelegati {
    const META: Meta = Meta {
        name: "ListQuesitiDelegati",
        method: Method::Get,
        path: "/api/deleghe/quesiti",
        access: Access::INTERMEDIARIO,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The quesiti of all the employers that delegated the caller.",
    };
    type Path = Nulla;
    type Query = FiltroQuesitiDelegati;
    type Body = Nulla;
    type Response = Pagina<QuesitoVoce>;
}
