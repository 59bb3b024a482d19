use serde::{Deserialize, Serialize};

use crate::endpoint::{Access, Content, Endpoint, Meta, Method, Nulla};

/// Push messages for this browser.
pub struct SubscribePush;

/// No more of them.
pub struct UnsubscribePush;

/// What the browser's `PushSubscription` holds.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dispositivo {
    pub endpoint: String,
    /// base64url, 65 bytes.
    pub p256dh: String,
    /// base64url, 16 bytes.
    pub auth: String,
}

/// The browser to forget.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DispositivoRevocato {
    pub endpoint: String,
}

impl std::fmt::Debug for Dispositivo {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Dispositivo(…)")
    }
}

impl std::fmt::Debug for DispositivoRevocato {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DispositivoRevocato(…)")
    }
}

impl Endpoint for SubscribePush {
    const META: Meta = Meta {
        name: "SubscribePush",
        method: Method::Post,
        path: "/api/notifiche-push",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Takes the push subscription of a browser.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = Dispositivo;
    type Response = Nulla;
}

impl Endpoint for UnsubscribePush {
    const META: Meta = Meta {
        name: "UnsubscribePush",
        method: Method::Post,
        path: "/api/notifiche-push/revoca",
        access: Access::CITTADINI,
        success: 204,
        idempotent: false,
        content: Content::Nothing,
        summary: "Forgets the push subscription of a browser.",
    };
    type Path = Nulla;
    type Query = Nulla;
    type Body = DispositivoRevocato;
    type Response = Nulla;
}
