use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{FasciaVoce, Pagina, QuesitoVoce};

/// The queue of the caller's sede, as one of its views: what is due first comes first, of closed ones the newest.
pub struct ListCoda;

/// A view of the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum VistaCoda {
    /// Nobody has them yet.
    #[default]
    DaAssegnare,
    /// In charge of the caller, those that wait for the citizen too.
    Mie,
    /// In charge of somebody.
    InCarico,
    /// Waiting for a document of the citizen: the clock stands still.
    InAttesa,
    /// Due today or in the next days, whoever has them; the clock runs.
    InScadenza,
    /// The last day has passed, whoever has them; the clock runs.
    Scadute,
    Chiuse,
}

impl VistaCoda {
    pub const ALL: [Self; 7] =
        [Self::DaAssegnare, Self::Mie, Self::InCarico, Self::InAttesa, Self::InScadenza, Self::Scadute, Self::Chiuse];
}

/// Which of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroCoda {
    #[serde(default)]
    pub vista: VistaCoda,
    /// A category's code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub categoria: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

/// A quesito in the queue; in it `da_leggere` is something from the citizen that nobody of the office has opened yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct VoceCoda {
    pub quesito: QuesitoVoce,
    /// Absent when it is closed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub orologio: Option<OrologioVoce>,
}

/// The clock of an answer, today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OrologioVoce {
    pub fascia: FasciaVoce,
    /// Days left, negative the days over; of a clock that stands still, as they were when it stopped.
    pub giorni: i32,
}

impl Endpoint for ListCoda {
    const META: Meta = Meta {
        name: "ListCoda",
        method: Method::Get,
        path: "/api/fascicolo/quesiti",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The queue of the caller's sede, what is due first coming first.",
    };
    type Path = Nulla;
    type Query = FiltroCoda;
    type Body = Nulla;
    type Response = Pagina<VoceCoda>;
}
