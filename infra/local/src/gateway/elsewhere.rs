//! The API as somebody else serves it: `sam local`, with the same functions in containers.

use axum::body::Body;
use axum::extract::Request;
use http::{Response, Uri};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;

use crate::serve::Dropped;

/// Whoever listens at an address.
pub struct Elsewhere {
    address: String,
    client: Client<HttpConnector, Body>,
}

impl Elsewhere {
    /// At an address with `http://`, without a final slash.
    #[must_use]
    pub fn new(address: String) -> Self {
        // Werkzeug, which SAM's gateway is made of, closes its connections without a word.
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build_http();
        Self { address, client }
    }

    /// Hands a request on as it is.
    ///
    /// # Errors
    /// When nobody answers.
    pub async fn call(&self, mut request: Request) -> Result<Response<Body>, Dropped> {
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = format!("{}{path}", self.address).parse::<Uri>().map_err(|_| Dropped)?;
        let answer = self.client.request(request).await.map_err(|error| {
            tracing::warn!(%error, "the API elsewhere did not answer");
            Dropped
        })?;
        let mut answer = answer.map(Body::new);
        // Of that connection, not of this one.
        answer.headers_mut().remove(http::header::CONNECTION);
        Ok(answer)
    }
}
