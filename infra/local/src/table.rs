//! DynamoDB: the table on SQLite, and the proxy in front of it that measures and, when a test says so, fails.

mod file;
mod lettura;
mod peso;

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use cassetto_store::Store;
use dynoxide::storage_backend::Clock as DatabaseClock;
use dynoxide::{Database, DynoxideError};
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::faults::{Fault, Target};
use crate::iam::{self, Call};
use crate::serve::Dropped;
use crate::{Context, Error};

pub use file::trim_stream;
use lettura::Lettura;

/// The table's name.
pub const TABLE: &str = "cassetto";

/// The database in `file`, or in memory with the cloud's own clock.
///
/// # Errors
/// When the file can't be opened.
pub fn open(file: Option<&Path>, context: &Context) -> Result<Database, Error> {
    let Some(file) = file else {
        return Database::memory_with_clock(Arc::new(CloudClock(context.clock.clone()))).map_err(Error::database);
    };
    let database = Database::new(&file.to_string_lossy()).map_err(Error::database)?;
    file::index_stream(file)?;
    // The end of bulk loading leaves the file synchronised at checkpoints only: a process that is killed loses nothing by it, and a
    // write need not wait for the disk.
    database.disable_bulk_loading().map_err(Error::database)?;
    Ok(database)
}

/// Makes the table when it is missing.
///
/// # Errors
/// When the database refuses it.
pub async fn create(database: &Database, store: &Store) -> Result<(), Error> {
    if database.table_count().map_err(Error::database)? == 0 {
        store.create_table().await.map_err(Error::database)?;
        store.enable_ttl().await.map_err(Error::database)?;
    }
    Ok(())
}

struct CloudClock(cassetto_runtime::Clock);

impl DatabaseClock for CloudClock {
    fn now_unix_secs(&self) -> u64 {
        self.0.now().as_second().try_into().unwrap_or_default()
    }

    fn now_unix_secs_f64(&self) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "the database asks for a float; a microsecond is enough")]
        let micros = self.0.now().as_microsecond() as f64;
        micros / 1_000_000.0
    }
}

/// Stands before the database: measures, fails when a test says so. The calls of every day it makes by itself; the others, and what
/// the database finds ill formed, it passes on to the database's own server, which knows how DynamoDB words it.
pub struct Proxy {
    context: Arc<Context>,
    database: Database,
    /// Of the database's file; none in memory.
    lettura: Option<Lettura>,
    upstream: http::Uri,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Proxy {
    #[must_use]
    pub fn new(context: Arc<Context>, database: Database, file: Option<&Path>, upstream: http::Uri) -> Arc<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        let lettura = file.map(Lettura::new);
        Arc::new(Self { context, database, lettura, upstream, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Answers one call.
    pub async fn call(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Body>, Dropped> {
        let (parts, body) = request.into_parts();
        let target = parts.headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            return Ok(failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", "Request too large"));
        };
        let body = body.to_bytes();
        self.context.meter.count(Target::DynamoDb, &operation);
        if let Err(denied) = self.context.iam.ask(iam::signer(&parts).as_deref(), &Call::dynamodb(&operation, &body)) {
            return Ok(failure(StatusCode::BAD_REQUEST, "AccessDeniedException", &denied.to_string()));
        }
        let fault = self.context.faults.decide(Target::DynamoDb, &operation);
        match &fault {
            Some(Fault::Refuse) => return Err(Dropped),
            Some(Fault::Status500) => {
                return Ok(failure(StatusCode::INTERNAL_SERVER_ERROR, "InternalServerError", "Internal server error"));
            }
            Some(Fault::Throttle) => {
                let message = "The level of configured provisioned throughput for the table was exceeded.";
                return Ok(failure(StatusCode::BAD_REQUEST, "ProvisionedThroughputExceededException", message));
            }
            Some(Fault::TransactionConflict) => return Ok(conflict(&serde_json::from_slice(&body).unwrap_or_default())),
            Some(Fault::Latency(delay)) => tokio::time::sleep(*delay).await,
            Some(Fault::Hold(gate)) => gate.wait().await,
            Some(Fault::DropAnswer) | None => {}
        }
        let body = if CAPACITY.contains(&operation.as_str()) { asking_for_capacity(body) } else { body };
        let answer = match self.direct(&operation, &body) {
            Some(answer) => Ok(answer),
            None => self.forward(parts, body, &operation).await,
        };
        if !READS.contains(&operation.as_str()) {
            self.context.written.notify_one();
        }
        if matches!(fault, Some(Fault::DropAnswer)) { Err(Dropped) } else { answer }
    }

    /// What the database answers to a call of every day; none when it refuses it for its form: then nothing has happened.
    fn direct(&self, operation: &str, body: &[u8]) -> Option<Response<Body>> {
        if let Some((answer, units)) = self.lettura.as_ref().and_then(|lettura| lettura.answer(operation, body)) {
            self.context.meter.read(operation, units);
            return Some(json_response(StatusCode::OK, Body::from(answer)));
        }
        let (status, answer) = self.ask(operation, body)?;
        if status == StatusCode::OK {
            self.context.meter.capacity(operation, answer.as_bytes());
        }
        Some(json_response(status, Body::from(answer)))
    }

    fn ask(&self, operation: &str, body: &[u8]) -> Option<(StatusCode, String)> {
        let database = &self.database;
        match operation {
            "GetItem" => ask(body, |request| database.get_item(request)),
            "Query" => ask(body, |request| database.query(request)),
            "BatchGetItem" => ask(body, |request| database.batch_get_item(request)),
            "PutItem" => ask(body, |request| database.put_item(request)),
            "UpdateItem" => ask(body, |request| database.update_item(request)),
            "DeleteItem" => ask(body, |request| database.delete_item(request)),
            "BatchWriteItem" => ask(body, |request| database.batch_write_item(request)),
            "TransactWriteItems" => ask(body, |request| database.transact_write_items(request)),
            _ => None,
        }
    }

    async fn forward(&self, parts: http::request::Parts, body: Bytes, operation: &str) -> Result<Response<Body>, Dropped> {
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = parts.method;
        *request.uri_mut() = self.upstream.clone();
        *request.headers_mut() = parts.headers;
        request.headers_mut().remove(http::header::CONTENT_LENGTH);
        request.headers_mut().remove(http::header::HOST);
        let response = self.client.request(request).await.map_err(|error| {
            tracing::warn!(%error, "the database did not answer");
            Dropped
        })?;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.map_err(|_| Dropped)?.to_bytes();
        if parts.status.is_success() {
            self.context.meter.capacity(operation, &body);
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
}

fn ask<Q: DeserializeOwned, A: Serialize>(body: &[u8], call: impl FnOnce(Q) -> dynoxide::Result<A>) -> Option<(StatusCode, String)> {
    let request = serde_json::from_slice(body).ok()?;
    match call(request) {
        Ok(answer) => Some((StatusCode::OK, serde_json::to_string(&answer).ok()?)),
        // A condition that fails is no fault of the request: it would fail again, at the cost of another try.
        Err(error @ (DynoxideError::ConditionalCheckFailedException(..) | DynoxideError::TransactionCanceledException(..))) => {
            Some((StatusCode::BAD_REQUEST, error.to_json()))
        }
        Err(_) => None,
    }
}

/// The request with the question what it costs, unless it asks that already.
fn asking_for_capacity(body: Bytes) -> Bytes {
    const QUESTION: &str = "\"ReturnConsumedCapacity\"";
    // A quotation mark within a value has a backslash before it: this is the name itself.
    if std::str::from_utf8(&body).is_ok_and(|body| body.contains(QUESTION)) {
        return body;
    }
    let Some(rest) = body.strip_prefix(b"{") else { return body };
    let comma: &[u8] = if rest.trim_ascii_start().starts_with(b"}") { b"" } else { b"," };
    Bytes::from([&b"{"[..], QUESTION.as_bytes(), b":\"TOTAL\"", comma, rest].concat())
}

/// DynamoDB's own limit.
const MAX_BODY: usize = 16 << 20;

const READS: [&str; 6] = ["GetItem", "BatchGetItem", "Query", "Scan", "TransactGetItems", "DescribeTable"];

/// Operations that tell what they cost.
const CAPACITY: [&str; 10] = [
    "GetItem",
    "BatchGetItem",
    "Query",
    "Scan",
    "TransactGetItems",
    "PutItem",
    "UpdateItem",
    "DeleteItem",
    "BatchWriteItem",
    "TransactWriteItems",
];

fn failure(status: StatusCode, code: &str, message: &str) -> Response<Body> {
    answer(status, &json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": message}))
}

fn conflict(body: &Value) -> Response<Body> {
    let items = body["TransactItems"].as_array().map_or(1, Vec::len);
    let reasons: Vec<Value> = (0..items)
        .map(|item| match item {
            0 => json!({"Code": "TransactionConflict", "Message": "Transaction is ongoing for the item"}),
            _ => json!({"Code": "None"}),
        })
        .collect();
    let codes: Vec<&str> = reasons.iter().filter_map(|reason| reason["Code"].as_str()).collect();
    let message = format!("Transaction cancelled, please refer cancellation reasons for specific reasons [{}]", codes.join(", "));
    answer(
        StatusCode::BAD_REQUEST,
        &json!({
            "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
            "Message": message,
            "CancellationReasons": reasons,
        }),
    )
}

fn answer(status: StatusCode, body: &Value) -> Response<Body> {
    json_response(status, Body::from(body.to_string()))
}

fn json_response(status: StatusCode, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/x-amz-json-1.0"));
    response
}
