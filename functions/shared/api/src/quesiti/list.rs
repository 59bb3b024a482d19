use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{Gestioni, Pagina, QuesitoVoce, StatoVoce};
use crate::tempo::Giorno;

/// The quesiti of an employer, newest first unless asked otherwise.
pub struct ListQuesiti;

/// Which comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Ordine {
    #[default]
    PiuRecenti,
    MenoRecenti,
}

/// Who wrote first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Direzione {
    /// The citizen, or who acts for them.
    Inviate,
    /// The office.
    Ricevute,
}

/// Who sent the first message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mittente {
    /// The employer themselves.
    Datore,
    /// Somebody for them.
    Delegato,
    Ufficio,
}

/// Which of them; all conditions together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct FiltroQuesiti {
    /// The employer: compulsory for an intermediary, not for others.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub datore: Option<PersonaId>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stato: Option<StatoVoce>,
    /// One or several.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub gestione: Option<Gestioni>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub direzione: Option<Direzione>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub inviato_da: Option<Mittente>,
    /// A category's code.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub categoria: Option<String>,
    /// Codice rapporto, or code of a position, whole.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub rapporto: Option<String>,
    /// Words of the oggetto, whatever the case and the accents, or its protocol's number, alone, in groups or printed in full.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub oggetto: Option<String>,
    /// First day of presentation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dal: Option<Giorno>,
    /// Last day of presentation.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub al: Option<Giorno>,
    /// First day of the last change.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub aggiornato_dal: Option<Giorno>,
    /// Last day of the last change.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub aggiornato_al: Option<Giorno>,
    /// By the instant of presentation.
    #[serde(default)]
    pub ordine: Ordine,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cursor: Option<String>,
    /// 1 to 50, 20 unless said.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub limit: Option<u8>,
}

impl Endpoint for ListQuesiti {
    const META: Meta = Meta {
        name: "ListQuesiti",
        method: Method::Get,
        path: "/api/quesiti",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The quesiti of an employer.",
    };
    type Path = Nulla;
    type Query = FiltroQuesiti;
    type Body = Nulla;
    type Response = Pagina<QuesitoVoce>;
}
