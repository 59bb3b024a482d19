//! The first page: what waits for me, my rapporti, the next due date.

use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{PosizioneVoce, QuesitoVoce, RapportoVoce};
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct Home {
    /// Name and surname of the employer it is about.
    pub datore: String,
    /// Whether the caller may write, or only read: of a delega that says so.
    pub scrive: bool,
    /// What waits for the employer: documents that the office asked for, the first due first, then quesiti with something unread,
    /// the newest first. At most 50 of them.
    pub tocca_a_te: Vec<QuesitoVoce>,
    /// How many there are in all.
    pub totale_tocca_a_te: u32,
    /// Quesiti without news, newest first, a few.
    pub recenti: Vec<QuesitoVoce>,
    pub rapporti: Vec<RapportoVoce>,
    /// In gestioni other than lavoro domestico: with `rapporti` they say what the menu offers.
    pub posizioni: Vec<PosizioneVoce>,
    /// Whether there is a PEC among the contacts: some gestioni take nothing without it.
    pub pec: bool,
    /// Drafts of the caller.
    pub bozze: u32,
    pub scadenza: ScadenzaVoce,
}

/// The next window for paying contributions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
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
