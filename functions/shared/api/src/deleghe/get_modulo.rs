use super::DelegaPath;
use crate::allegati::Scarico;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// A short link to the signed form, for both sides.
pub struct GetModuloDelega;

impl Endpoint for GetModuloDelega {
    const META: Meta = Meta {
        name: "GetModuloDelega",
        method: Method::Get,
        path: "/api/deleghe/{id}/modulo",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A short-lived link to the signed form of a delega.",
    };
    type Path = DelegaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Scarico;
}
