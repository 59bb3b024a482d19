use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Documento, Endpoint, Meta, Method, Nulla};
use crate::modello::{CategoriaVoce, GestioneVoce, SedeVoce};
use crate::tempo::Istante;

/// What the caller's sede has before it, and how it went in the last twelve months, by category.
pub struct GetCruscotto;

/// The same figures as a table: one row a category and month, the load in the current month's.
pub struct GetCruscottoCsv;

/// The figures of a sede. They name no citizen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Cruscotto {
    pub sede: SedeVoce,
    /// When they were taken.
    pub istante: Istante,
    pub estensione: EstensioneVoce,
    /// Of all categories together.
    pub totale: Figure,
    /// By gestione, then in the order of its categories.
    pub categorie: Vec<FigureCategoria>,
    /// Who has something in charge, by name.
    pub operatori: Vec<CaricoOperatore>,
}

/// Whether the load is all that there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EstensioneVoce {
    Completa,
    /// A queue was too long to be read to its end: the load counts the most urgent, there are more.
    Parziale,
}

/// Load and history of a category or of all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Figure {
    pub carico: CaricoVoce,
    /// Oldest first, always twelve, the current one last.
    pub mesi: Vec<MeseVoce>,
}

/// The figures of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FigureCategoria {
    pub gestione: GestioneVoce,
    /// The newest version that has it.
    pub categoria: CategoriaVoce,
    pub figure: Figure,
}

/// What is not closed: first where it is, then how close its end is; both add up to the same.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CaricoVoce {
    pub aperte: u32,
    pub in_carico: u32,
    pub in_attesa: u32,
    pub in_tempo: u32,
    pub in_scadenza: u32,
    pub scade_oggi: u32,
    pub scaduto: u32,
    pub fermo: u32,
}

/// A month in Europe/Rome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct MeseVoce {
    /// `2026-03`.
    pub mese: String,
    /// Presented by citizens in the month.
    pub presentate: u32,
    /// Closed in the month, by outcome.
    pub accolte: u32,
    pub respinte: u32,
    /// Days within which half of those closed in the month had been; absent when none was.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p50: Option<u16>,
    /// As `p50`, for nine of ten.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub p90: Option<u16>,
}

/// What an operator has in charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct CaricoOperatore {
    /// Name and surname.
    pub nome: String,
    pub in_carico: u32,
    pub in_attesa: u32,
    pub scaduto: u32,
}

impl Endpoint for GetCruscotto {
    const META: Meta = Meta {
        name: "GetCruscotto",
        method: Method::Get,
        path: "/api/fascicolo/cruscotto",
        access: Access::RESPONSABILE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Load, ageing, outcomes and times of the caller's sede by category.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Cruscotto;
}

impl Endpoint for GetCruscottoCsv {
    const META: Meta = Meta {
        name: "GetCruscottoCsv",
        method: Method::Get,
        path: "/api/fascicolo/cruscotto/csv",
        access: Access::RESPONSABILE,
        success: 200,
        idempotent: false,
        content: Content::Csv,
        summary: "The figures of the caller's sede as CSV (RFC 4180).",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Documento;
}
