use super::BozzaPath;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Throws a draft of the caller's away.
pub struct DeleteBozza;

impl Endpoint for DeleteBozza {
    const META: Meta = Meta {
        name: "DeleteBozza",
        method: Method::Delete,
        path: "/api/bozze/{id}",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Throws a draft of the caller's away.",
    };
    type Path = BozzaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Nulla;
}
