//! What a browser does for the page: one request, with the session and the trace.

use std::fmt;

use bytes::Bytes;
use cassetto_runtime::Error;
use http::header::{CONTENT_TYPE, ORIGIN, SET_COOKIE};
use http::{HeaderMap, Method, Request};
use http_body_util::{BodyExt, Full, Limited};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

/// More than any answer of the journey, bytes.
const MOST: usize = 4 << 20;

/// A client of one site.
#[derive(Clone)]
pub struct Browser {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    origin: String,
}

/// An answer, read.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// No answer at all. It names no address.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Silence;

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no answer")
    }
}

impl Browser {
    /// Of the site at `origin`, which ends without a slash.
    ///
    /// # Errors
    /// Without root certificates.
    pub fn new(origin: &str) -> Result<Self, Error> {
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_provider_and_native_roots(rustls::crypto::ring::default_provider())?
            .https_or_http()
            .enable_http1()
            .build();
        Ok(Self { client: Client::builder(TokioExecutor::new()).build(connector), origin: origin.to_owned() })
    }

    /// A request to the site, or to a whole address.
    pub(crate) async fn send(
        &self,
        method: &str,
        location: &str,
        headers: &[(&str, &str)],
        body: impl Into<Bytes>,
    ) -> Result<Answer, Silence> {
        let uri = if location.starts_with('/') { format!("{}{location}", self.origin) } else { location.to_owned() };
        let method = Method::from_bytes(method.as_bytes()).map_err(|_| Silence)?;
        let mut request = Request::builder().method(method).uri(uri).header(ORIGIN, &self.origin);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Full::new(body.into())).map_err(|_| Silence)?;
        let response = self.client.request(request).await.map_err(|_| Silence)?;
        let (parts, body) = response.into_parts();
        let body = Limited::new(body, MOST).collect().await.map_err(|_| Silence)?.to_bytes();
        Ok(Answer { status: parts.status.as_u16(), headers: parts.headers, body })
    }
}

impl Answer {
    /// The cookie that it sets, as the next request sends it.
    pub(crate) fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(SET_COOKIE)?.to_str().ok()?;
        cookie.split(';').next().map(str::to_owned)
    }

    pub(crate) fn is_page(&self) -> bool {
        let media = self.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        self.status == 200 && media.is_some_and(|media| media.starts_with("text/html"))
    }
}
