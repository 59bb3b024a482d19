//! A client that holds one session.

use std::sync::{Arc, Mutex, PoisonError};

use cassetto_api::allegati::{CreateUpload, NuovoAllegato, UploadPreparato};
use cassetto_api::endpoint::{Content, Endpoint, Nulla, location};
use cassetto_api::problema::Problema;
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_api::sessione::{COOKIE, Credenziali, Sessione, SignIn};
use cassetto_domain::sha256::Sha256;
use cassetto_leggere::Leggibile;
use reqwest::Method;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Digest;

/// A success or the problem that came instead.
pub type Answer<T> = Result<T, Box<Problema>>;

/// One person's browser.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    cookie: Arc<Mutex<Option<String>>>,
}

#[expect(clippy::expect_used, reason = "a test client: what is not an answer ends the test")]
impl Client {
    /// Nobody yet.
    #[must_use]
    pub fn new(base: &str) -> Self {
        let http = reqwest::Client::builder().no_proxy().build().expect("a client");
        Self { http, base: base.to_owned(), cookie: Arc::default() }
    }

    /// Signs in and keeps the session.
    pub async fn sign_in(&self, codice_fiscale: &str, pin: &str) -> Answer<Sessione> {
        let body = Credenziali { codice_fiscale: codice_fiscale.to_owned(), pin: pin.to_owned() };
        self.call::<SignIn>(&Nulla {}, &Nulla {}, &body).await
    }

    /// Calls an endpoint without an idempotency key.
    pub async fn call<E: Endpoint>(&self, path: &E::Path, query: &E::Query, body: &E::Body) -> Answer<E::Response> {
        self.call_with_key::<E>(path, query, body, None).await
    }

    /// Calls an endpoint.
    pub async fn call_with_key<E: Endpoint>(
        &self,
        path: &E::Path,
        query: &E::Query,
        body: &E::Body,
        key: Option<&str>,
    ) -> Answer<E::Response> {
        let body = serde_json::to_string(body).expect("a body");
        let response = self.raw(E::META.method.as_str(), &location::<E>(path, query), Some(body), key).await;
        let status = response.status().as_u16();
        let bytes = response.bytes().await.expect("a body");
        if status != E::META.success {
            return Err(Box::new(read(&bytes)));
        }
        Ok(match E::META.content {
            Content::Json => read(&bytes),
            Content::Nothing => serde_json::from_str("{}").expect("nothing"),
            Content::Pdf | Content::Csv => {
                serde_json::from_value(serde_json::json!({ "nome": "", "contenuto": bytes.to_vec() })).expect("a document")
            }
        })
    }

    /// Sends anything at all, with this client's session.
    pub async fn raw(&self, method: &str, location: &str, body: Option<String>, key: Option<&str>) -> reqwest::Response {
        self.raw_traced(method, location, body, key, "").await
    }

    /// The same as part of a trace.
    pub async fn raw_traced(
        &self,
        method: &str,
        location: &str,
        body: Option<String>,
        key: Option<&str>,
        trace: &str,
    ) -> reqwest::Response {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.http.request(method.clone(), format!("{}{location}", self.base));
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", format!("{COOKIE}={cookie}"));
        }
        if !trace.is_empty() {
            request = request.header("traceparent", format!("00-{trace}-00f067aa0ba902b7-01"));
        }
        if let Some(key) = key {
            request = request.header("idempotency-key", key);
        }
        if let (Some(body), true) = (body, method != Method::GET) {
            request = request.header("content-type", "application/json").body(body);
        }
        let response = request.send().await.expect("an answer");
        for value in response.headers().get_all("set-cookie") {
            let value = value.to_str().expect("text");
            if let Some(rest) = value.strip_prefix(&format!("{COOKIE}=")) {
                let token = rest.split(';').next().unwrap_or_default();
                self.set_cookie((!token.is_empty()).then(|| token.to_owned()));
            }
        }
        response
    }

    /// Sends anything with any headers, and this client's session.
    pub async fn request(&self, method: &str, location: &str, headers: &[(&str, &str)], body: Vec<u8>) -> reqwest::Response {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.http.request(method, format!("{}{location}", self.base)).body(body);
        if let Some(cookie) = self.cookie() {
            request = request.header("cookie", format!("{COOKIE}={cookie}"));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.send().await.expect("an answer")
    }

    /// Prepares an upload and sends the bytes.
    pub async fn upload(&self, nome: &str, tipo: &str, bytes: Vec<u8>) -> Answer<AllegatoInviato> {
        let sha256 = Sha256(sha2::Sha256::digest(&bytes).into()).to_string();
        let dimensione = bytes.len() as u64;
        let declared =
            NuovoAllegato { nome: nome.to_owned(), tipo: tipo.to_owned(), dimensione, sha256: sha256.clone(), ..NuovoAllegato::default() };
        let prepared = self.call::<CreateUpload>(&Nulla {}, &Nulla {}, &declared).await?;
        let status = self.put(&prepared, bytes).await;
        assert_eq!(status, 200, "the upload");
        Ok(AllegatoInviato { id: prepared.id, nome: nome.to_owned(), tipo: tipo.to_owned(), dimensione, sha256 })
    }

    /// Sends bytes to a prepared address, with the headers it asks for; the store's status.
    pub async fn put(&self, prepared: &UploadPreparato, bytes: Vec<u8>) -> u16 {
        let mut request = self.http.put(&prepared.url).body(bytes);
        for (name, value) in &prepared.headers {
            if !name.eq_ignore_ascii_case("content-length") {
                request = request.header(name, value);
            }
        }
        request.send().await.expect("an answer").status().as_u16()
    }

    /// Fetches any address; status, headers and bytes.
    pub async fn fetch(&self, url: &str) -> (u16, reqwest::header::HeaderMap, Vec<u8>) {
        let url = if url.starts_with('/') { format!("{}{url}", self.base) } else { url.to_owned() };
        let response = self.http.get(url).send().await.expect("an answer");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        (status, headers, response.bytes().await.expect("a body").to_vec())
    }

    /// The session's token.
    #[must_use]
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another token in its place.
    pub fn set_cookie(&self, cookie: Option<String>) {
        *self.cookie.lock().unwrap_or_else(PoisonError::into_inner) = cookie;
    }
}

/// What came, which the app reads in its own way: to the same.
#[expect(clippy::expect_used, clippy::panic, reason = "a test client: what is not an answer ends the test")]
fn read<T: Serialize + DeserializeOwned + Leggibile>(bytes: &[u8]) -> T {
    let value: T = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{error}: {bytes:?}"));
    let letto: T =
        std::str::from_utf8(bytes).ok().and_then(cassetto_leggere::read).unwrap_or_else(|| panic!("the app can't read {bytes:?}"));
    assert_eq!(serde_json::to_value(&letto).expect("JSON"), serde_json::to_value(&value).expect("JSON"), "as the app reads it");
    value
}
