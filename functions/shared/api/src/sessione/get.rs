use super::Sessione;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Who is signed in.
pub struct GetSessione;

impl Endpoint for GetSessione {
    const META: Meta = Meta {
        name: "GetSessione",
        method: Method::Get,
        path: "/api/sessione",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Tells who is signed in.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Sessione;
}
