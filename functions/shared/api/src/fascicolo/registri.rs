//! The daily registers of the operator's own sede.

use cassetto_domain::sha256::Sha256;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::allegati::Scarico;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::Pagina;
use crate::tempo::{Giorno, Istante};

/// Lists the daily registers, newest first.
pub struct ListRegistri;

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PaginaRegistri {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

/// The register of one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegistroVoce {
    pub data: Giorno,
    /// First and last number of the day; none when nothing was registered.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub prima: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ultima: Option<String>,
    /// How many registrations.
    pub registrazioni: u32,
    /// Of the document.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub sha256: Sha256,
    /// Bytes of the document.
    pub dimensione: u64,
    pub prodotto: Istante,
}

impl Endpoint for ListRegistri {
    const META: Meta = Meta {
        name: "ListRegistri",
        method: Method::Get,
        path: "/api/fascicolo/registri",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The daily registers of the operator's sede, newest first.",
    };
    type Path = Nulla;
    type Query = PaginaRegistri;
    type Body = Nulla;
    type Response = Pagina<RegistroVoce>;
}

/// A link to the register of a day, as the JSON document that was sealed.
pub struct GetRegistro;

/// The day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct RegistroPath {
    pub data: Giorno,
}

impl Endpoint for GetRegistro {
    const META: Meta = Meta {
        name: "GetRegistro",
        method: Method::Get,
        path: "/api/fascicolo/registri/{data}",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A link to the register of a day, as the JSON document that was sealed.",
    };
    type Path = RegistroPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Scarico;
}
