//! *Stato Pagamenti* of lavoro domestico.

use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::home::PerConto;
use crate::modello::StatoPagamentoVoce;
use crate::tempo::Giorno;

/// The payments of an employer's contributions of the last five years, the last due first.
pub struct ListPagamenti;

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Pagamenti {
    pub voci: Vec<PagamentoVoce>,
}

/// The contributions of a rapporto for a quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PagamentoVoce {
    /// Codice rapporto di lavoro.
    pub rapporto: String,
    /// Name and surname of the colf or badante.
    pub lavoratore: String,
    /// The quarter that is paid, 1 to 4.
    pub trimestre: u8,
    pub anno: i16,
    /// Euro cents.
    pub importo: u64,
    pub stato: StatoPagamentoVoce,
    /// The last day to pay.
    pub scadenza: Giorno,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub pagato: Option<Giorno>,
    /// The 18 digits of the pagoPA notice.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub avviso: Option<String>,
}

impl Endpoint for ListPagamenti {
    const META: Meta = Meta {
        name: "ListPagamenti",
        method: Method::Get,
        path: "/api/pagamenti",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The payments of an employer of the last five years.",
    };
    type Path = Nulla;
    type Query = PerConto;
    type Body = Nulla;
    type Response = Pagamenti;
}
