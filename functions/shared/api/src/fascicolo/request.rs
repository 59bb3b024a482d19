use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::QuesitoDettaglio;
use crate::quesiti::{AllegatoInviato, QuesitoPath};
use crate::tempo::Giorno;

/// Asks the citizen for a document, with a registered message. The clock of the answer stands still until it comes.
pub struct RequestDocumento;

/// What the operator sends with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NuovaRichiesta {
    /// The version that the operator saw: another one by now is a conflict.
    pub versione: u32,
    /// 1 to 10,000 characters: what is needed and why.
    pub testo: String,
    /// By when: from tomorrow to 90 days from today. One that is no working day of the sede moves on to the next that is.
    pub entro: Giorno,
    /// At most 3, 3 MB in total.
    #[serde(default)]
    pub allegati: Vec<AllegatoInviato>,
}

impl Endpoint for RequestDocumento {
    const META: Meta = Meta {
        name: "RequestDocumento",
        method: Method::Post,
        path: "/api/fascicolo/quesiti/{id}/richieste",
        access: Access::OPERATORE,
        success: 200,
        idempotent: true,
        content: Content::Json,
        summary: "Asks the citizen for a document by a day; the clock of the answer stands still.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = NuovaRichiesta;
    type Response = QuesitoDettaglio;
}
