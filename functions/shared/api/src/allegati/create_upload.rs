use std::collections::BTreeMap;

use cassetto_domain::id::AllegatoId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::GestioneVoce;
use crate::tempo::Istante;

/// Prepares the upload of one document: a presigned `PUT` that takes this length, type and SHA-256 only.
pub struct CreateUpload;

/// The document that will be sent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoAllegato {
    /// The file's name, 1 to 120 characters.
    pub nome: String,
    /// Its media type: `application/pdf`, `image/jpeg`, `image/png` or `image/tiff`.
    pub tipo: String,
    /// Bytes.
    pub dimensione: u64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Of the message that it is for: its profile says what is taken. Lavoro domestico unless said.
    #[serde(default)]
    pub gestione: GestioneVoce,
}

/// Where and how to send it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct UploadPreparato {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: AllegatoId,
    pub url: String,
    /// Headers that the `PUT` must carry as they are, but those that a browser sets by itself.
    pub headers: BTreeMap<String, String>,
    /// After this the address takes nothing more.
    pub scade: Istante,
}

impl Endpoint for CreateUpload {
    const META: Meta = Meta {
        name: "CreateUpload",
        method: Method::Post,
        path: "/api/allegati",
        access: Access::TUTTI,
        success: 201,
        idempotent: false,
        content: Content::Json,
        summary: "Prepares the upload of one document straight to the object store.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = NuovoAllegato;
    type Response = UploadPreparato;
}
