use cassetto_domain::id::{AvvisoId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{CanaleVoce, EventoVoce, Pagina, StatoConsegnaVoce};
use crate::tempo::Istante;

/// The caller's own notices, newest first.
pub struct ListAvvisi;

/// Which page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct FiltroAvvisi {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
    /// 1 to 50; 20 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limit: Option<u8>,
}

/// One event that they were told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct AvvisoVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: AvvisoId,
    pub quando: Istante,
    pub evento: EventoVoce,
    pub luogo: LuogoVoce,
    /// In the order in which the channels were used; one that only stands by is not here.
    pub consegne: Vec<ConsegnaVoce>,
}

/// Where a notice leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(tag = "pagina", rename_all = "snake_case")]
pub enum LuogoVoce {
    Quesito {
        #[cfg_attr(feature = "openapi", schemars(with = "String"))]
        id: QuesitoId,
    },
    Deleghe,
    Contatti,
}

/// How it went by one channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ConsegnaVoce {
    pub canale: CanaleVoce,
    pub stato: StatoConsegnaVoce,
    /// Since when it is so.
    pub quando: Istante,
    /// Masked; empty for a push message.
    pub contatto: String,
    /// When it is sent at the earliest: of one that waits for the end of the quiet hours, of a summary or of another attempt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dopo: Option<Istante>,
    /// PEC's first receipt.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub accettata: Option<Istante>,
    /// PEC's second receipt, or another one that it has arrived.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub consegnata: Option<Istante>,
}

impl Endpoint for ListAvvisi {
    const META: Meta = Meta {
        name: "ListAvvisi",
        method: Method::Get,
        path: "/api/avvisi",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The caller's notices with the outcome of each delivery, newest first.",
    };
    type Path = Nulla;
    type Query = FiltroAvvisi;
    type Body = Nulla;
    type Response = Pagina<AvvisoVoce>;
}
