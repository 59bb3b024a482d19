use cassetto_domain::id::{AllegatoId, QuesitoId};
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{ProtocolloVoce, SedeVoce};
use crate::tempo::Giorno;

/// Sends a quesito: protocolled in the same call, all or nothing. The same key and body gives the first answer again.
pub struct CreateQuesito;

/// A question on one rapporto, in one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoQuesito {
    /// Codice rapporto di lavoro, one of the caller's.
    pub rapporto: String,
    pub categoria: String,
    /// The version of the categories that the page showed.
    pub versione_categorie: u32,
    /// 1 to 120 characters.
    pub oggetto: String,
    /// 1 to 10,000 characters.
    pub testo: String,
    /// At most 3, 3 MB in total.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
}

/// A document that was uploaded before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AllegatoInviato {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: AllegatoId,
    pub nome: String,
    pub tipo: String,
    /// Bytes.
    pub dimensione: u64,
    pub sha256: String,
}

/// The immediate receipt (L. 241/1990 art. 18-bis).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoProtocollato {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub protocollo: ProtocolloVoce,
    pub sede: SedeVoce,
    /// The last day for the answer.
    pub termine: Giorno,
}

impl Endpoint for CreateQuesito {
    const META: Meta = Meta {
        name: "CreateQuesito",
        method: Method::Post,
        path: "/api/quesiti",
        access: Access::DATORE,
        success: 201,
        idempotent: true,
        content: Content::Json,
        summary: "Sends and protocols a quesito.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = NuovoQuesito;
    type Response = QuesitoProtocollato;
}
