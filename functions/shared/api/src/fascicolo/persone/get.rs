use std::fmt;

use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{CambioContattoVoce, PosizioneVoce, RapportoVoce, SedeVoce, StatoDelegaVoce, TipoContattoVoce};
use crate::tempo::Giorno;

/// An employer of the caller's sede.
pub struct GetPersona;

/// Which person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PersonaPath {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
}

/// What the office knows of an employer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PersonaDettaglio {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
    /// Name and surname.
    pub nome: String,
    pub codice_fiscale: String,
    /// Where they live.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cap: Option<String>,
    /// The office of their residence.
    pub sede: SedeVoce,
    /// Where they are reached now.
    pub contatti: Vec<ContattoPersona>,
    /// How they changed their contacts, newest first, the latest 50; the values are masked.
    pub storia_contatti: Vec<CambioContattoVoce>,
    pub rapporti: Vec<RapportoVoce>,
    /// In gestioni other than lavoro domestico.
    pub posizioni: Vec<PosizioneVoce>,
    /// Who acts for them, who did, and who asked to: newest first of each.
    pub deleghe: Vec<DelegaPersona>,
}

/// Somebody who acts for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct DelegaPersona {
    /// Name and surname, or denomination.
    pub intermediario: String,
    /// The kind of delegate, 01 to 07.
    pub tipo: String,
    pub stato: StatoDelegaVoce,
    /// The first day, once it has been accepted.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub dal: Option<Giorno>,
    /// The last day; none when it lasts until it is revoked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub al: Option<Giorno>,
}

/// A number or address of theirs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct ContattoPersona {
    pub tipo: TipoContattoVoce,
    pub valore: String,
}

impl fmt::Debug for PersonaDettaglio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonaDettaglio({:?})", self.id)
    }
}

impl fmt::Debug for ContattoPersona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContattoPersona({:?})", self.tipo)
    }
}

impl Endpoint for GetPersona {
    const META: Meta = Meta {
        name: "GetPersona",
        method: Method::Get,
        path: "/api/fascicolo/persone/{id}",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "An employer of the caller's sede.",
    };
    type Path = PersonaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = PersonaDettaglio;
}
