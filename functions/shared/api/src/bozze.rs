//! Drafts that the service keeps, so that a person goes on with them on another device. Each is its author's alone.

use cassetto_leggere::Leggibile;
mod delete;
mod list;
mod save;

pub use delete::DeleteBozza;
pub use list::{Bozze, ListBozze};
pub use save::{BozzaSalvata, NuovaBozza, SaveBozza};

use cassetto_domain::id::{BozzaId, PersonaId, QuesitoId};
use serde::{Deserialize, Serialize};

use crate::modello::GestioneVoce;
use crate::quesiti::AllegatoInviato;
use crate::tempo::Istante;

/// Which draft: who saves it first draws the identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BozzaPath {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: BozzaId,
}

/// What the page of a new quesito holds: nothing of it is compulsory, nor checked but for its length.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BozzaContenuto {
    /// The employer that an intermediary writes for.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub datore: Option<PersonaId>,
    /// Their name, as the page showed it. At most 400 characters, as every line of a draft.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub nome_datore: String,
    #[serde(default)]
    pub gestione: GestioneVoce,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub rapporto: String,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub categoria: String,
    /// 0 before a category was chosen.
    #[serde(default)]
    pub versione_categorie: u32,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub oggetto: String,
    /// At most 12,000 characters.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub testo: String,
    /// Uploaded already; a document can be sent within 30 days of its upload.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub allegati: Vec<AllegatoInviato>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub correlata: Option<QuesitoId>,
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub email_aggiuntiva: String,
    /// Where the page was: a word of its own.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub passo: String,
}

/// A draft in the list, whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct BozzaVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: BozzaId,
    /// Grows by one at each save: the next one names it.
    pub versione: u32,
    pub salvata: Istante,
    /// After this it is gone, unless it is saved again.
    pub scade: Istante,
    pub contenuto: BozzaContenuto,
}
