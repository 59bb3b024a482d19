use std::fmt;

use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::Pagina;

/// Finds an employer of the caller's sede: by residence or by a quesito. What is typed is personal, so it travels in the body.
pub struct SearchPersone;

/// Whom.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RicercaPersone {
    /// A whole codice fiscale, a codice rapporto, or a protocol number as it is printed.
    pub testo: String,
}

/// An employer that was found.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct PersonaTrovata {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
    /// Name and surname.
    pub nome: String,
    pub codice_fiscale: String,
    /// The quesito that the protocol number belongs to.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[cfg_attr(feature = "openapi", schemars(with = "Option<String>"))]
    pub quesito: Option<QuesitoId>,
}

impl fmt::Debug for RicercaPersone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RicercaPersone")
    }
}

impl fmt::Debug for PersonaTrovata {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PersonaTrovata({:?})", self.id)
    }
}

impl Endpoint for SearchPersone {
    const META: Meta = Meta {
        name: "SearchPersone",
        method: Method::Post,
        path: "/api/fascicolo/persone/ricerca",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Finds an employer of the caller's sede.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = RicercaPersone;
    type Response = Pagina<PersonaTrovata>;
}
