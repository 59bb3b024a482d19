//! The first page: what waits for me, my rapporti, the next due date.

use cassetto_domain::id::PersonaId;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{QuesitoVoce, RapportoVoce};
use crate::tempo::Giorno;

/// The first page of an employer, or of an intermediary looking at one of theirs.
pub struct GetHome;

/// For whom.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PerConto {
    /// The employer: compulsory for an intermediary, not for others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub datore: Option<PersonaId>,
}

/// What the first page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Home {
    /// Name and surname of the employer it is about.
    pub datore: String,
    /// Quesiti with something unread from the office, newest first.
    pub tocca_a_te: Vec<QuesitoVoce>,
    /// Quesiti without news, newest first, a few.
    pub recenti: Vec<QuesitoVoce>,
    pub rapporti: Vec<RapportoVoce>,
    pub scadenza: ScadenzaVoce,
}

/// The next window for paying contributions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ScadenzaVoce {
    /// The quarter that is paid, 1 to 4.
    pub trimestre: u8,
    pub anno: i16,
    pub dal: Giorno,
    pub al: Giorno,
}

impl Endpoint for GetHome {
    const META: Meta = Meta {
        name: "GetHome",
        method: Method::Get,
        path: "/api/home",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "What waits for the employer, their rapporti and the next due date.",
    };
    type Path = Nulla;
    type Query = PerConto;
    type Body = Nulla;
    type Response = Home;
}
