//! RFC 8292: a short-lived token, signed with our key, that says who we are to one push service.

use std::sync::Arc;

use data_encoding::BASE64URL_NOPAD;
use http::Uri;
use jiff::{SignedDuration, Timestamp};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use serde_json::json;

use super::PushError;

/// How long a token holds; a day at most.
const VALIDITY: SignedDuration = SignedDuration::from_hours(12);

/// Our key pair.
#[derive(Clone)]
pub struct Vapid {
    pair: Arc<EcdsaKeyPair>,
    /// In base64url, as browsers subscribe with it.
    public: String,
    subject: String,
}

impl Vapid {
    /// `private` is 32 bytes, `public` an uncompressed point, both in base64url.
    ///
    /// # Errors
    /// When they are no key pair of P-256.
    pub fn new(private: &str, public: &str, subject: &str) -> Result<Self, PushError> {
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.trim_end_matches('=').as_bytes()).map_err(|_| PushError::Key);
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &bytes(private)?,
            &bytes(public)?,
            &SystemRandom::new(),
        );
        Ok(Self { pair: Arc::new(pair.map_err(|_| PushError::Key)?), public: public.to_owned(), subject: subject.to_owned() })
    }

    /// The `Authorization` header for a message to this address.
    ///
    /// # Errors
    /// When it is no address.
    pub fn authorization(&self, endpoint: &str, now: Timestamp) -> Result<String, PushError> {
        let uri: Uri = endpoint.parse().map_err(|_| PushError::Address)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(PushError::Address) };
        let claims = json!({ "aud": format!("{scheme}://{authority}"), "exp": (now + VALIDITY).as_second(), "sub": self.subject });
        let part = |value: serde_json::Value| BASE64URL_NOPAD.encode(value.to_string().as_bytes());
        let signed = format!("{}.{}", part(json!({ "typ": "JWT", "alg": "ES256" })), part(claims));
        let signature = self.pair.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| PushError::Crypto)?;
        Ok(format!("vapid t={signed}.{}, k={}", BASE64URL_NOPAD.encode(signature.as_ref()), self.public))
    }
}
