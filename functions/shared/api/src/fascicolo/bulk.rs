use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::problema::Problema;

/// Does the same to many quesiti, each for itself: some may be done and others not.
pub struct BulkQuesiti;

/// The most that one call takes.
pub const MASSIMO_LAVORAZIONE: usize = 50;

/// What is done to them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ComandoMultiplo {
    Assegna,
    /// Always refused: each quesito is closed by itself, with its own reason.
    Chiudi,
}

/// Which quesiti, and to whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Lavorazione {
    pub comando: ComandoMultiplo,
    /// Who has them in charge from now on: of the caller's sede. Compulsory to assign.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub operatore: Option<PersonaId>,
    /// 1 to 50.
    pub quesiti: Vec<QuesitoVisto>,
}

/// A quesito at the version that the operator saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuesitoVisto {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    pub versione: u32,
}

/// How it went for each, in the order in which they were asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EsitoLavorazione {
    pub esiti: Vec<EsitoQuesito>,
}

/// How it went for one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct EsitoQuesito {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: QuesitoId,
    /// Why it was not done; absent when it was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub problema: Option<Problema>,
}

impl Endpoint for BulkQuesiti {
    const META: Meta = Meta {
        name: "BulkQuesiti",
        method: Method::Post,
        path: "/api/fascicolo/lavorazioni",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Assigns up to 50 quesiti, each for itself.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Lavorazione;
    type Response = EsitoLavorazione;
}
