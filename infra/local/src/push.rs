//! A push service: takes what is signed with our key for its own origin, keeps it as it came, forgets who has unsubscribed.

use std::sync::Arc;

use axum::body::Body;
use data_encoding::BASE64URL_NOPAD;
use http::{HeaderMap, Request, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

use crate::Context;
use crate::faults::{Fault, Target};
use crate::sent::PushMessage;
use crate::serve::Dropped;

/// The key pair of the local system: the one that RFC 8291 prints as an example.
pub const PUBLIC_KEY: &str = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
pub(crate) const PRIVATE_KEY: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
pub(crate) const SUBJECT: &str = "mailto:avvisi@cassetto.example";

/// A browser with this in its name has unsubscribed.
const GONE: &str = "revocato";

/// The longest body that a push service takes.
const MOST: usize = 4096;

/// The service.
#[derive(Clone)]
pub struct PushService {
    context: Arc<Context>,
    origin: String,
}

impl PushService {
    pub(crate) const fn new(context: Arc<Context>, origin: String) -> Self {
        Self { context, origin }
    }

    /// What the addresses of its browsers begin with.
    pub(crate) fn prefix(&self) -> String {
        format!("{}/push/", self.origin)
    }

    /// Answers one call.
    pub(crate) async fn call(self, request: Request<Incoming>) -> Result<Response<Body>, Dropped> {
        self.context.meter.count(Target::Push, "Send");
        match self.context.faults.decide(Target::Push, "Send") {
            Some(Fault::Refuse) => return Err(Dropped),
            Some(Fault::Status500 | Fault::TransactionConflict) => return Ok(status(StatusCode::INTERNAL_SERVER_ERROR)),
            Some(Fault::Throttle) => return Ok(status(StatusCode::TOO_MANY_REQUESTS)),
            Some(Fault::Latency(delay)) => tokio::time::sleep(delay).await,
            Some(Fault::Hold(gate)) => gate.wait().await,
            _ => {}
        }
        let (parts, body) = request.into_parts();
        let Some(dispositivo) = parts.uri.path().strip_prefix("/push/").map(str::to_owned) else {
            return Ok(status(StatusCode::NOT_FOUND));
        };
        let Ok(body) = Limited::new(body, MOST).collect().await else { return Ok(status(StatusCode::PAYLOAD_TOO_LARGE)) };
        if !self.is_signed(&parts.headers) {
            return Ok(status(StatusCode::FORBIDDEN));
        }
        let header = |name: &str| parts.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if header("content-encoding") != "aes128gcm" || header("ttl").parse::<u32>().is_err() {
            return Ok(status(StatusCode::BAD_REQUEST));
        }
        if dispositivo.contains(GONE) {
            return Ok(status(StatusCode::GONE));
        }
        let (quando, argomento) = (self.context.clock.now(), header("topic").to_owned());
        self.context.sent.add_push(PushMessage { quando, dispositivo, argomento, corpo: body.to_bytes().to_vec() });
        Ok(status(StatusCode::CREATED))
    }

    /// RFC 8292: a token for this origin that holds, signed with the key that browsers subscribed with.
    fn is_signed(&self, headers: &HeaderMap) -> bool {
        let parsed = (|| {
            let value = headers.get("authorization")?.to_str().ok()?.strip_prefix("vapid ")?;
            let (token, key) = value.split_once(", ")?;
            let (signed, signature) = token.strip_prefix("t=")?.rsplit_once('.')?;
            let claims = BASE64URL_NOPAD.decode(signed.split_once('.')?.1.as_bytes()).ok()?;
            let claims: Value = serde_json::from_slice(&claims).ok()?;
            let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
            let public = BASE64URL_NOPAD.decode(key.strip_prefix("k=")?.as_bytes()).ok()?;
            UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &public).verify(signed.as_bytes(), &signature).ok()?;
            let left = claims["exp"].as_i64()? - self.context.clock.now().as_second();
            let right = key.ends_with(PUBLIC_KEY) && claims["aud"] == self.origin.as_str() && claims["sub"] == SUBJECT;
            Some(right && (1..=24 * 3600).contains(&left))
        })();
        parsed.unwrap_or(false)
    }
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
