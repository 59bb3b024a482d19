use super::QuesitoPath;
use crate::allegati::Scarico;
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// All documents of a quesito in one zip, by a short link.
pub struct GetArchivio;

impl Endpoint for GetArchivio {
    const META: Meta = Meta {
        name: "GetArchivio",
        method: Method::Get,
        path: "/api/quesiti/{id}/archivio",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "A short-lived link to a zip of all documents.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Scarico;
}
