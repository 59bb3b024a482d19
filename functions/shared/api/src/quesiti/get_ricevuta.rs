use super::QuesitoPath;
use crate::endpoint::{Access, Content, Documento, Endpoint, Meta, Method, Nulla};

/// The receipt of presentation as a PDF, with the SHA-256 of each document. The same bytes whenever it is asked for.
pub struct GetRicevuta;

impl Endpoint for GetRicevuta {
    const META: Meta = Meta {
        name: "GetRicevuta",
        method: Method::Get,
        path: "/api/quesiti/{id}/ricevuta",
        access: Access::TUTTI,
        success: 200,
        idempotent: false,
        content: Content::Pdf,
        summary: "The receipt of presentation as a PDF.",
    };
    type Path = QuesitoPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Documento;
}
