use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Ends every session of this person, on every device.
pub struct SignOutEverywhere;

impl Endpoint for SignOutEverywhere {
    const META: Meta = Meta {
        name: "SignOutEverywhere",
        method: Method::Delete,
        path: "/api/sessioni",
        access: Access::TUTTI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Ends every session of the person who calls.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Nulla;
    type Response = Nulla;
}
