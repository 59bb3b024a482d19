use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};
use crate::modello::{Pagina, SedeVoce};

/// The other offices, by name: where a quesito may be passed to.
pub struct ListSedi;

impl Endpoint for ListSedi {
    const META: Meta = Meta {
        name: "ListSedi",
        method: Method::Get,
        path: "/api/fascicolo/sedi",
        access: Access::OPERATORE,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "The other offices, where a quesito may be passed to.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Pagina<SedeVoce>;
}
