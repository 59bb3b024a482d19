//! A browser, as far as requests go.

use cassetto_api::allegati::{CreateUpload, NuovoAllegato};
use cassetto_api::endpoint::{Endpoint, Nulla, location};
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_api::sessione::{COOKIE, Credenziali, SignIn};
use data_encoding::HEXLOWER;
use http::Request;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper_util::client::legacy::Client as Http;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use sha2::{Digest, Sha256};

use crate::Error;

/// One person before one gateway.
#[derive(Clone)]
pub struct Client {
    http: Http<HttpConnector, Full<Bytes>>,
    origin: String,
    cookie: Option<String>,
}

/// An answer, whatever its status.
pub struct Answer {
    pub status: u16,
    pub cookie: Option<String>,
    pub body: Bytes,
}

impl Client {
    pub fn new(origin: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self { http: Http::builder(TokioExecutor::new()).build(connector), origin: origin.to_owned(), cookie: None }
    }

    /// The same person before another gateway.
    pub fn at(&self, origin: &str) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::new(origin) }
    }

    /// Signs in; the session is the one of the client that comes back.
    pub async fn sign_in(&self, codice_fiscale: &str, pin: &str) -> Result<Self, Error> {
        let body = Credenziali { codice_fiscale: codice_fiscale.to_owned(), pin: pin.to_owned() };
        let answer = self.ask::<SignIn>(&Nulla {}, &Nulla {}, &body, None).await?;
        let cookie = answer.cookie.ok_or("no session")?;
        Ok(Self { cookie: Some(cookie), ..self.clone() })
    }

    /// Calls an endpoint and reads its JSON.
    pub async fn call<E: Endpoint>(
        &self,
        path: &E::Path,
        query: &E::Query,
        body: &E::Body,
        key: Option<&str>,
    ) -> Result<E::Response, Error> {
        Ok(serde_json::from_slice(&self.ask::<E>(path, query, body, key).await?.body)?)
    }

    /// Calls an endpoint; anything but its success is an error.
    pub async fn ask<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body, key: Option<&str>) -> Result<Answer, Error> {
        let body = Bytes::from(serde_json::to_vec(body)?);
        let answer = self.send(E::META.method.as_str(), &location::<E>(path, query), body, key).await?;
        if answer.status == E::META.success {
            return Ok(answer);
        }
        Err(format!("{}: {} {}", E::META.name, answer.status, String::from_utf8_lossy(&answer.body)).into())
    }

    /// Prepares an upload and makes it.
    pub async fn upload(&self, nome: &str, tipo: &str, bytes: Bytes) -> Result<AllegatoInviato, Error> {
        let sha256 = HEXLOWER.encode(&Sha256::digest(&bytes));
        let dimensione = bytes.len() as u64;
        let nuovo =
            NuovoAllegato { nome: nome.to_owned(), tipo: tipo.to_owned(), dimensione, sha256: sha256.clone(), ..NuovoAllegato::default() };
        let prepared = self.call::<CreateUpload>(&Nulla {}, &Nulla {}, &nuovo, None).await?;
        let mut request = Request::put(&prepared.url);
        for (name, value) in &prepared.headers {
            request = request.header(name, value);
        }
        let response = self.http.request(request.body(Full::new(bytes))?).await?;
        if !response.status().is_success() {
            return Err(format!("the upload: {}", response.status()).into());
        }
        Ok(AllegatoInviato { id: prepared.id, nome: nome.to_owned(), tipo: tipo.to_owned(), dimensione, sha256 })
    }

    /// Any request of this person.
    pub async fn send(&self, method: &str, location: &str, body: Bytes, key: Option<&str>) -> Result<Answer, Error> {
        let mut request = Request::builder().method(method).uri(format!("{}{location}", self.origin));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", format!("{COOKIE}={cookie}"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        let body = if method == "GET" { Bytes::new() } else { body };
        let request = request.header("content-type", "application/json").body(Full::new(body))?;
        let response = self.http.request(request).await?;
        let status = response.status().as_u16();
        let cookie = response.headers().get("set-cookie").and_then(|value| value.to_str().ok()).and_then(token);
        Ok(Answer { status, cookie, body: response.into_body().collect().await?.to_bytes() })
    }
}

fn token(cookie: &str) -> Option<String> {
    let (name, rest) = cookie.split_once('=')?;
    (name == COOKIE).then(|| rest.split(';').next().unwrap_or_default().to_owned())
}
