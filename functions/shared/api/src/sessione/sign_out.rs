use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Ends this session.
pub struct SignOut;

impl Endpoint for SignOut {
    const META: Meta = Meta {
        name: "SignOut",
        method: Method::Delete,
        path: "/api/sessione",
        access: Access::TUTTI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Ends this session.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Nulla;
}
