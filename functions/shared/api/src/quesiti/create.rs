use cassetto_domain::id::{AllegatoId, BozzaId, PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{DiSolito, GestioneVoce, ProtocolloVoce, SedeVoce};
use crate::tempo::Giorno;

/// Sends a quesito: protocolled in the same call, all or nothing. The same key and body gives the first answer again.
pub struct CreateQuesito;

/// A question on one rapporto or position, in one category.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovoQuesito {
    /// The employer: compulsory for an intermediary, not for others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub datore: Option<PersonaId>,
    /// Lavoro domestico unless said.
    #[serde(default)]
    pub gestione: GestioneVoce,
    /// Codice rapporto di lavoro of the employer; in other gestioni the code of their position.
    pub rapporto: String,
    pub categoria: String,
    /// The version of the gestione's subjects that the page showed.
    pub versione_categorie: u32,
    /// 1 to 120 characters.
    pub oggetto: String,
    /// 1 to 10,000 characters.
    pub testo: String,
    /// As many and as large as the gestione's profile allows; in lavoro domestico at most 3, 3 MB in total.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
    /// A closed quesito of the same employer that this one follows.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub correlata: Option<QuesitoId>,
    /// One more address for the notices of this quesito alone.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub email_aggiuntiva: Option<String>,
    /// The caller's draft that this is: it ends with the sending.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub bozza: Option<BozzaId>,
}

/// A document that was uploaded before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct QuesitoProtocollato {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub protocollo: ProtocolloVoce,
    pub sede: SedeVoce,
    /// The last day for the answer.
    pub termine: Giorno,
    /// Absent while too few were closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub di_solito: Option<DiSolito>,
}

impl Endpoint for CreateQuesito {
    const META: Meta = Meta {
        name: "CreateQuesito",
        method: Method::Post,
        path: "/api/quesiti",
        access: Access::CITTADINI,
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
