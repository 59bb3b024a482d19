//! One origin for everything, as CloudFront gives it: the API, the PWA's files, the object store, and a local page of notices.

mod elsewhere;
pub mod event;
mod files;

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use cassetto_api::problema::Tipo;
use cassetto_api::routes::{Found, Function, find};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body_util::{BodyExt, Limited};
use tokio::runtime::Handle;

use crate::functions::Functions;
use crate::objects::{BUCKET, Caller, Objects, RESTORED_BUCKET};
use crate::serve::Dropped;
use crate::{Context, headers, notices};

pub use elsewhere::Elsewhere;

/// API Gateway's own limit.
const MAX_BODY: usize = 10 << 20;

/// What the gateway stands in front of.
pub struct Gateway {
    pub context: Arc<Context>,
    pub functions: Arc<Functions>,
    /// Where they run, when that isn't here.
    pub runtime: Option<Handle>,
    pub objects: Arc<Objects>,
    pub pwa: Option<PathBuf>,
    /// What the addresses of this machine's push service begin with.
    pub push: Option<String>,
    /// Who answers the API, when it isn't `functions`.
    pub elsewhere: Option<Elsewhere>,
}

/// Its routes.
pub fn router(gateway: Gateway) -> Router {
    let [bucket, restored] = [BUCKET, RESTORED_BUCKET].map(|name| format!("/{name}/{{*key}}"));
    let files = files::Files::new(gateway.pwa.clone());
    let gateway = Arc::new(gateway);
    Router::new()
        .route("/api/{*path}", any(api))
        .route("/api", any(api))
        .route("/api/", any(api))
        .route(&bucket, any(object))
        .route(&restored, any(object))
        .route("/locale/avvisi", get(notices::page))
        .route("/locale/avvisi.json", get(notices::json))
        .route("/locale/avvisi.css", get(notices::style))
        .route("/locale/push", get(notices::push))
        .with_state(gateway)
        .fallback(move |request: Request| files.clone().serve(request))
        .layer(middleware::from_fn(secure))
}

async fn secure(request: Request, next: Next) -> Response<Body> {
    let mut response = next.run(request).await;
    for (name, value) in headers::SECURITY {
        response.headers_mut().insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

async fn api(State(gateway): State<Arc<Gateway>>, request: Request) -> Response<Body> {
    if let Some(elsewhere) = &gateway.elsewhere {
        return elsewhere.call(request).await.unwrap_or_else(|Dropped| problem(Tipo::Interno));
    }
    let id = crate::random_id();
    let (function, route, path) = match find(request.method().as_str(), request.uri().path()) {
        Found::Route { function, meta, parts } => (function, meta.route_key(), parts),
        // The template gives the default route to this function.
        Found::OtherMethod | Found::Nothing => (Function::Login, event::UNROUTED.to_owned(), Vec::new()),
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = Limited::new(body, MAX_BODY).collect().await else { return problem(Tipo::CorpoTroppoGrande) };
    let event = event::event(&parts, &body.to_bytes(), &route, &path, gateway.context.clock.now(), &id);
    let functions = gateway.functions.clone();
    let call = async move { functions.http(function, event).await };
    let answer = match &gateway.runtime {
        Some(runtime) => runtime.spawn(call).await.unwrap_or_else(|error| Err(error.to_string())),
        None => call.await,
    };
    match answer {
        Ok(answer) => event::response(&answer).unwrap_or_else(|| problem(Tipo::Interno)),
        Err(error) => {
            tracing::error!(error, correlazione = id, "function");
            problem(Tipo::Interno)
        }
    }
}

async fn object(State(gateway): State<Arc<Gateway>>, request: Request) -> Response<Body> {
    match gateway.objects.clone().call(request, Caller::Browser).await {
        Ok(response) => response,
        // Seen from a browser, CloudFront in front of a bucket that does not answer.
        Err(Dropped) => StatusCode::BAD_GATEWAY.into_response(),
    }
}

fn problem(tipo: Tipo) -> Response<Body> {
    let body = serde_json::to_vec(&tipo.problema()).unwrap_or_default();
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(tipo.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(http::header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(http::header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
