//! Web push: a message encrypted for one browser (RFC 8291), handed to its push service with our signature (RFC 8292).
//!
//! All the cryptography is ring's, which the TLS of this system uses already.

mod crypto;
mod vapid;

use std::time::Duration;

use bytes::Bytes;
use cassetto_domain::avviso::push;
use cassetto_runtime::{Error, Kit};
use cassetto_store::{Avviso, Dispositivo, Esito, Luogo};
use http::{Request, StatusCode};
use http_body_util::{BodyExt, Full};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::json;

pub use crypto::encrypt;
pub use vapid::Vapid;

/// How long a push service may take.
const TIMEOUT: Duration = Duration::from_secs(8);

/// How long a push service keeps a message for a browser that is off: a day.
const TTL: &str = "86400";

/// A client of push services.
#[derive(Clone)]
pub struct Push {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    vapid: Vapid,
}

/// Why a message could not be handed to a push service.
#[derive(Debug, thiserror::Error)]
pub enum PushError {
    #[error("not a key of P-256")]
    Key,
    #[error("no randomness, or a key that the library refuses")]
    Crypto,
    #[error("not an address")]
    Address,
    #[error("no root certificates")]
    Roots(#[source] std::io::Error),
    #[error("the push service can't be reached")]
    Unreachable,
    #[error("the push service answered {0}")]
    Refused(StatusCode),
}

/// What became of one message.
enum Taken {
    Taken,
    /// The browser has unsubscribed, or was removed.
    Gone,
}

impl Push {
    /// `private` and `public` are the key pair in base64url, `subject` a `mailto:` or `https:` address of ours.
    ///
    /// # Errors
    /// When they are no key pair.
    pub fn new(private: &str, public: &str, subject: &str) -> Result<Self, PushError> {
        let vapid = Vapid::new(private, public, subject)?;
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())
            .map_err(PushError::Roots)?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector), vapid })
    }

    /// Sends a notice to every browser of its person; those that are gone are forgotten.
    ///
    /// # Errors
    /// When no browser got it and one may later.
    pub async fn send_all(&self, kit: &Kit, avviso: &Avviso) -> Result<Esito, Error> {
        let testo = push(avviso.lingua, avviso.evento);
        let message = json!({ "titolo": testo.titolo, "testo": testo.testo, "pagina": page(avviso.luogo), "avviso": avviso.id });
        let (mut taken, mut failure) = (false, None);
        for dispositivo in kit.store.dispositivi(avviso.persona).await? {
            match self.send(&dispositivo, message.to_string().as_bytes(), &avviso.id.to_string(), kit.clock.now()).await {
                Ok(Taken::Taken) => taken = true,
                Ok(Taken::Gone) => kit.store.delete_dispositivo(avviso.persona, &dispositivo.endpoint).await?,
                Err(error) => {
                    tracing::warn!(avviso = %avviso.id, %error, "push message not handed over");
                    failure = Some(error);
                }
            }
        }
        match failure {
            _ if taken => Ok(Esito::Inviata(None)),
            Some(error) => Err(error.into()),
            // Nobody there.
            None => Ok(Esito::Permanente),
        }
    }

    async fn send(&self, dispositivo: &Dispositivo, message: &[u8], topic: &str, now: jiff::Timestamp) -> Result<Taken, PushError> {
        let body = encrypt(message, &dispositivo.p256dh, &dispositivo.auth)?;
        let request = Request::post(&dispositivo.endpoint)
            .header("authorization", self.vapid.authorization(&dispositivo.endpoint, now)?)
            .header("content-encoding", "aes128gcm")
            .header("content-type", "application/octet-stream")
            .header("ttl", TTL)
            .header("urgency", "normal")
            // One sent twice is shown once.
            .header("topic", topic)
            .body(Full::new(body.into()))
            .map_err(|_| PushError::Address)?;
        let answer = tokio::time::timeout(TIMEOUT, self.client.request(request)).await;
        let answer = answer.map_err(|_| PushError::Unreachable)?.map_err(|_| PushError::Unreachable)?;
        let status = answer.status();
        // The connection is free for the next message once the answer has been read.
        drop(answer.into_body().collect().await);
        match status {
            StatusCode::NOT_FOUND | StatusCode::GONE => Ok(Taken::Gone),
            status if status.is_success() => Ok(Taken::Taken),
            status => Err(PushError::Refused(status)),
        }
    }
}

/// The app's own address of a page.
fn page(luogo: Luogo) -> String {
    match luogo {
        Luogo::Quesito(quesito) => format!("/quesiti/{quesito}"),
        Luogo::Deleghe => "/deleghe".to_owned(),
        Luogo::Contatti => "/contatti".to_owned(),
    }
}
