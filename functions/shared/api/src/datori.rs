//! The employers of an intermediary.

use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::Pagina;
use crate::tempo::Giorno;

/// The employers that delegated the caller, by surname. A `POST`, because a surname has no place in an address.
pub struct ListDatori;

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FiltroDatori {
    /// A whole codice fiscale, a whole codice rapporto, or the beginning of surname and name, whatever the case and the accents.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub testo: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

/// An employer in the intermediary's list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DatoreVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
    /// Surname first.
    pub nome: String,
    /// The last four characters only.
    pub codice_fiscale: String,
    /// Whether the delega lets the caller write, or only read.
    pub scrive: bool,
    /// The last day of the delega; none when it lasts until it is revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub al: Option<Giorno>,
}

impl Endpoint for ListDatori {
    const META: Meta = Meta {
        name: "ListDatori",
        method: Method::Post,
        path: "/api/datori/ricerca",
        access: Access::INTERMEDIARIO,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The employers that delegated the intermediary who calls.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = FiltroDatori;
    type Response = Pagina<DatoreVoce>;
}
