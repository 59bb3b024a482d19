use cassetto_domain::id::PersonaId;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::GestioneVoce;
use crate::quesiti::{AllegatoInviato, QuesitoProtocollato};

/// Writes to an employer first: a new quesito, in charge of who writes, registered like any message.
pub struct WriteFirst;

/// A communication of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovaComunicazione {
    /// An employer of the caller's sede.
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub datore: PersonaId,
    /// Lavoro domestico unless said.
    #[serde(default)]
    pub gestione: GestioneVoce,
    /// Codice rapporto di lavoro, one of theirs; in other gestioni the code of their position.
    pub rapporto: String,
    pub categoria: String,
    /// The version of the gestione's subjects that the page showed.
    pub versione_categorie: u32,
    /// 1 to 120 characters.
    pub oggetto: String,
    /// 1 to 10,000 characters.
    pub testo: String,
    /// As many and as large as the gestione's profile allows.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
}

impl Endpoint for WriteFirst {
    const META: Meta = Meta {
        name: "WriteFirst",
        method: Method::Post,
        path: "/api/fascicolo/comunicazioni",
        access: Access::OPERATORE,
        success: 201,
        idempotent: true,
        content: Content::Json,
        summary: "Writes to an employer first: a new quesito, registered.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = NuovaComunicazione;
    type Response = QuesitoProtocollato;
}
