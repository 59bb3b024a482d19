//! From an event to a handler: the route, the origin, the session, the role, the body's size and form. Denied by default.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::{Duration, Instant};

use cassetto_api::endpoint::{Access, Content, Documento, Endpoint, Meta, Method, parse_path, parse_query};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::routes::{ALL, Found, FunctionRoute, find};
use cassetto_api::sessione::COOKIE;
use cassetto_store::{Correlazione, Dipendenza, SessioneAttiva, Token, Traccia};
use http::header::{ALLOW, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, COOKIE as COOKIE_HEADER, SET_COOKIE};
use http::{HeaderMap, HeaderValue, StatusCode};
use lambda_http::request::{LambdaRequest, RequestContext};
use lambda_http::{Adapter, Body, LambdaEvent, Request, RequestExt, Response, Service, service_fn};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::caller::FromSessione;
use crate::seguito::{self, Servita};
use crate::{Failure, Kit, Reply, limit, origin};

/// By which a request is found in all that it leads to (W3C, Trace Context).
const TRACEPARENT: &str = "traceparent";

/// The longest body taken, bytes: a text of 10,000 characters of four bytes, escaped, with room to spare.
const MAX_BODY: usize = 128 * 1024;

/// How long the call at the start may take: Lambda allows ten seconds for all of it.
const WARM_UP: Duration = Duration::from_secs(2);

/// A function that answers HTTP.
pub trait HttpFunction: Send + Sync + 'static {
    type Route: FunctionRoute;

    fn kit(&self) -> &Kit;

    /// Serves a route whose caller has been admitted.
    fn call(&self, route: Self::Route, request: Incoming) -> impl Future<Output = Result<Response<Body>, Failure>> + Send;
}

/// A request whose caller has been admitted to its route.
#[derive(Debug)]
pub struct Incoming {
    meta: Meta,
    path: Vec<(String, String)>,
    query: String,
    headers: HeaderMap,
    body: Vec<u8>,
    sessione: Option<SessioneAttiva>,
}

/// A request to `E`, read.
pub struct Richiesta<E: Endpoint> {
    pub path: E::Path,
    pub query: E::Query,
    pub body: E::Body,
    /// The `Idempotency-Key`; empty where the endpoint has none.
    pub key: String,
    /// The body as it came: what an `Idempotency-Key` is bound to.
    pub raw: Vec<u8>,
    pub sessione: Option<SessioneAttiva>,
}

/// Serves a function in the cloud until it is stopped.
///
/// # Errors
/// When the Lambda runtime can't be reached.
pub async fn run<F: HttpFunction>(function: F) -> Result<(), lambda_http::Error> {
    // While it starts a function has a whole processor, afterwards as much as its memory pays for: the handshake belongs here, and the
    // first person finds an open connection. Whether the table answers is for each request to find out.
    let warm = function.kit().store.status();
    if !matches!(tokio::time::timeout(WARM_UP, warm).await, Ok(Ok(_))) {
        tracing::warn!("the table did not answer at the start");
    }
    let function = Arc::new(function);
    lambda_http::run(service_fn(move |request| serve(Arc::clone(&function), request))).await
}

/// Serves one API Gateway event (payload format 2.0) the way the cloud does, and gives back API Gateway's response object.
///
/// # Errors
/// When the event is not of that format.
pub async fn invoke<F: HttpFunction>(function: &Arc<F>, event: Value) -> Result<Value, lambda_http::Error> {
    let event: LambdaRequest = serde_json::from_value(event)?;
    let function = Arc::clone(function);
    let mut adapter = Adapter::from(service_fn(move |request| serve(Arc::clone(&function), request)));
    let response = adapter.call(LambdaEvent::new(event, lambda_http::Context::default())).await.map_err(|never| match never {})?;
    Ok(serde_json::to_value(response)?)
}

async fn serve<F: HttpFunction>(function: Arc<F>, request: Request) -> Result<Response<Body>, Infallible> {
    let started = Instant::now();
    let (key, richiesta) = match request.request_context_ref() {
        Some(RequestContext::ApiGatewayV2(context)) => {
            (context.route_key.clone().unwrap_or_default(), context.request_id.clone().unwrap_or_default())
        }
        _ => (String::new(), String::new()),
    };
    let traccia = Traccia::new(correlazione(request.headers()));
    let response = seguito::segui(&traccia, async {
        let result = match F::Route::from_route_key(&key) {
            Some(route) => match admit(&*function, route.meta(), request).await {
                Ok(incoming) => function.call(route, incoming).await,
                Err(failure) => Err(failure),
            },
            None => unrouted(request.method().as_str(), request.raw_http_path(), &traccia),
        };
        if result.as_ref().is_err_and(Failure::is_of_documents) {
            seguito::note_guasto(function.kit(), Dipendenza::Documenti).await;
        }
        result.unwrap_or_else(|failure| failure.into_response(&traccia.correlazione.to_string()))
    });
    let response = response.await;
    let kit = function.kit();
    let served = Servita {
        function: F::Route::FUNCTION.name(),
        rotta: &key,
        status: response.status().as_u16(),
        richiesta: &richiesta,
        durata: started.elapsed(),
        avvio: kit.avvio.is_first(),
    };
    served.tell(kit.clock.now(), &traccia);
    Ok(response)
}

/// What the browser calls what it does, or a name of ours.
fn correlazione(headers: &HeaderMap) -> Correlazione {
    let given = headers.get(TRACEPARENT).and_then(|value| value.to_str().ok());
    given.and_then(Correlazione::from_traceparent).unwrap_or_else(Correlazione::nuova)
}

/// What is wrong with a request that API Gateway found no route for; of another method, which ones the path has (RFC 9110, 15.5.6).
fn unrouted(method: &str, path: &str, traccia: &Traccia) -> Result<Response<Body>, Failure> {
    match find(method, path) {
        Found::OtherMethod => {
            let mut response = Failure::from(Tipo::MetodoNonAmmesso).into_response(&traccia.correlazione.to_string());
            response.headers_mut().insert(ALLOW, HeaderValue::from_str(&allowed(path)).map_err(Failure::internal)?);
            Ok(response)
        }
        Found::Route { .. } | Found::Nothing => Err(Tipo::NonTrovato.into()),
    }
}

/// The methods of a path.
fn allowed(path: &str) -> String {
    let methods: BTreeSet<_> = ALL.iter().map(|(_, meta)| meta.method.as_str()).collect();
    let found: Vec<_> = methods.into_iter().filter(|method| matches!(find(method, path), Found::Route { .. })).collect();
    found.join(", ")
}

async fn admit<F: HttpFunction>(function: &F, meta: Meta, request: Request) -> Result<Incoming, Failure> {
    let path = request.path_parameters_ref().map(pairs).unwrap_or_default();
    let (parts, body) = request.into_parts();
    if meta.method != Method::Get && !origin::is_allowed(&parts.headers, &function.kit().config.origin) {
        return Err(Tipo::OrigineNonAmmessa.into());
    }
    if body.len() > MAX_BODY {
        return Err(Tipo::CorpoTroppoGrande.into());
    }
    let sessione = match meta.access {
        Access::Anonimo => None,
        Access::Ruoli(ruoli) => {
            let token = token(&parts.headers).ok_or(Tipo::SessioneAssente)?;
            let kit = function.kit();
            let sessione = kit.store.session(&token, kit.clock.now()).await?.ok_or(Tipo::SessioneAssente)?;
            if !ruoli.contains(&sessione.ruolo) {
                return Err(Tipo::RuoloNonAmmesso.into());
            }
            Some(sessione)
        }
    };
    Ok(Incoming {
        meta,
        path,
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers,
        body: body.to_vec(),
        sessione,
    })
}

fn pairs(map: &lambda_http::aws_lambda_events::query_map::QueryMap) -> Vec<(String, String)> {
    map.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// What the session's cookie holds.
fn token(headers: &HeaderMap) -> Option<Token> {
    let cookies = headers.get_all(COOKIE_HEADER).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(';'));
    let value = cookies.filter_map(|cookie| cookie.trim().split_once('=')).find_map(|(name, value)| (name == COOKIE).then_some(value))?;
    Token::parse(value)
}

/// Reads the request, makes the caller, runs the handler and writes its JSON, or nothing, with the endpoint's own status.
///
/// # Errors
/// What the handler or the reading of the request failed with.
pub async fn answer<E, C, F>(incoming: Incoming, handler: F) -> Result<Response<Body>, Failure>
where
    E: Endpoint,
    C: FromSessione,
    F: AsyncFnOnce(C, Richiesta<E>) -> Result<Reply<E::Response>, Failure>,
{
    let caller = C::from_sessione(incoming.sessione.as_ref())?;
    let meta = incoming.meta;
    let reply = handler(caller, incoming.read()?).await?;
    let body = match meta.content {
        Content::Nothing => Body::Empty,
        _ => Body::Text(serde_json::to_string(&reply.value).map_err(Failure::internal)?),
    };
    let mut response = respond(meta, body)?;
    if let Some(cookie) = reply.cookie {
        response.headers_mut().insert(SET_COOKIE, HeaderValue::from_str(&cookie).map_err(Failure::internal)?);
    }
    Ok(response)
}

/// As [`answer`], for an endpoint that gives a file.
///
/// # Errors
/// What the handler or the reading of the request failed with.
pub async fn answer_document<E, C, F>(incoming: Incoming, handler: F) -> Result<Response<Body>, Failure>
where
    E: Endpoint<Response = Documento>,
    C: FromSessione,
    F: AsyncFnOnce(C, Richiesta<E>) -> Result<Documento, Failure>,
{
    let caller = C::from_sessione(incoming.sessione.as_ref())?;
    let meta = incoming.meta;
    let document = handler(caller, incoming.read()?).await?;
    let mut response = respond(meta, Body::Binary(document.contenuto))?;
    let disposition = format!("attachment; filename=\"{}\"", document.nome);
    response.headers_mut().insert(CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(Failure::internal)?);
    Ok(response)
}

fn respond(meta: Meta, body: Body) -> Result<Response<Body>, Failure> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(meta.success).map_err(Failure::internal)?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(media) = meta.content.media() {
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    }
    Ok(response)
}

impl Incoming {
    fn read<E: Endpoint>(self) -> Result<Richiesta<E>, Failure> {
        let key = match self.headers.get("idempotency-key").and_then(|value| value.to_str().ok()) {
            _ if !self.meta.idempotent => String::new(),
            Some(key) if is_key(key) => key.to_owned(),
            _ => return Err(Tipo::ChiaveAssente.into()),
        };
        Ok(Richiesta {
            // An identifier that is not one names nothing.
            path: parse_path(self.path.into_iter()).map_err(|_| Tipo::NonTrovato)?,
            query: parse_query(&self.query).map_err(|_| unreadable(&self.query))?,
            body: parse_body(&self.headers, &self.body)?,
            key,
            raw: self.body,
            sessione: self.sessione,
        })
    }
}

/// Why a query can't be read: a page's size that is no size is told as one out of range.
fn unreadable(query: &str) -> Failure {
    if limit::is_unreadable(query) { Failure::campo(limit::CAMPO, Motivo::LimiteNonValido) } else { Tipo::RichiestaIllegibile.into() }
}

fn is_key(key: &str) -> bool {
    (16..=64).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

fn parse_body<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Failure> {
    if body.is_empty() {
        return serde_json::from_str("{}").map_err(|_| Tipo::RichiestaIllegibile.into());
    }
    let media = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).and_then(|value| value.split(';').next());
    if !media.is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Tipo::RichiestaIllegibile.into());
    }
    serde_json::from_slice(body).map_err(|_| Tipo::RichiestaIllegibile.into())
}
