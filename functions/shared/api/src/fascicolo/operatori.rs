use cassetto_domain::id::PersonaId;
use cassetto_leggere::Leggibile;
use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{Pagina, RuoloVoce};

/// The operators of the caller's sede, by surname: whom a quesito may be given to.
pub struct ListOperatori;

/// A person of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Leggibile)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
pub struct OperatoreVoce {
    #[cfg_attr(feature = "openapi", schemars(with = "String"))]
    pub id: PersonaId,
    /// Name and surname.
    pub nome: String,
    pub ruolo: RuoloVoce,
    /// Whether it is who asks.
    pub tu: bool,
}

impl Endpoint for ListOperatori {
    const META: Meta = Meta {
        name: "ListOperatori",
        method: Method::Get,
        path: "/api/fascicolo/operatori",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The operators of the caller's sede.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Pagina<OperatoreVoce>;
}
