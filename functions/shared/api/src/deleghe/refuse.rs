use super::{DelegaPath, DelegaVoce};
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Refuses what the other side asked.
pub struct RefuseDelega;

impl Endpoint for RefuseDelega {
    const META: Meta = Meta {
        name: "RefuseDelega",
        method: Method::Post,
        path: "/api/deleghe/{id}/rifiuto",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Refuses a delega that the other side asked for.",
    };
    type Path = DelegaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = DelegaVoce;
}
