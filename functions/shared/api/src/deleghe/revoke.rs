use super::{DelegaPath, DelegaVoce};
use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Ends an active delega, by either side, or withdraws one's own request. It holds from the very next request.
pub struct RevokeDelega;

impl Endpoint for RevokeDelega {
    const META: Meta = Meta {
        name: "RevokeDelega",
        method: Method::Post,
        path: "/api/deleghe/{id}/revoca",
        access: Access::CITTADINI,
        success: 200,
        idempotent: false,
        content: Content::Json,
        summary: "Ends a delega at once, or withdraws a request.",
    };
    type Path = DelegaPath;
    type Query = Nulla;
    type Body = Nulla;
    type Response = DelegaVoce;
}
