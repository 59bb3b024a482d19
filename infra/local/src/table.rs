//! DynamoDB: the table on SQLite, and the proxy in front of it that measures and, when a test says so, fails.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use cassetto_store::Store;
use dynoxide::Database;
use dynoxide::storage_backend::Clock as DatabaseClock;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::{Value, json};

use crate::faults::{Fault, Target};
use crate::serve::Dropped;
use crate::{Context, Error};

/// The table's name.
pub const TABLE: &str = "cassetto";

/// The database in `file`, or in memory with the cloud's own clock.
///
/// # Errors
/// When the file can't be opened.
pub fn open(file: Option<&Path>, context: &Context) -> Result<Database, Error> {
    let database = match file {
        Some(file) => Database::new(&file.to_string_lossy()),
        None => Database::memory_with_clock(Arc::new(CloudClock(context.clock.clone()))),
    };
    database.map_err(Error::database)
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

/// Forwards calls to the database's own server.
pub struct Proxy {
    context: Arc<Context>,
    upstream: http::Uri,
    client: Client<HttpConnector, Full<Bytes>>,
}

impl Proxy {
    #[must_use]
    pub fn new(context: Arc<Context>, upstream: http::Uri) -> Arc<Self> {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Arc::new(Self { context, upstream, client: Client::builder(TokioExecutor::new()).build(connector) })
    }

    /// Answers one call.
    pub async fn call(self: Arc<Self>, request: Request<Incoming>) -> Result<Response<Body>, Dropped> {
        let (parts, body) = request.into_parts();
        let target = parts.headers.get("x-amz-target").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let operation = target.rsplit('.').next().unwrap_or_default().to_owned();
        let Ok(body) = Limited::new(body, MAX_BODY).collect().await else {
            return Ok(failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestEntityTooLarge", "Request too large"));
        };
        let body: Value = serde_json::from_slice(&body.to_bytes()).unwrap_or_default();
        self.context.meter.count(Target::DynamoDb, &operation);
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
            Some(Fault::TransactionConflict) => return Ok(conflict(&body)),
            Some(Fault::Latency(delay)) => tokio::time::sleep(*delay).await,
            Some(Fault::Hold(gate)) => gate.wait().await,
            Some(Fault::DropAnswer) | None => {}
        }
        let answer = self.forward(parts, body, &operation).await;
        if !READS.contains(&operation.as_str()) {
            self.context.written.notify_one();
        }
        if matches!(fault, Some(Fault::DropAnswer)) { Err(Dropped) } else { answer }
    }

    async fn forward(&self, parts: http::request::Parts, mut body: Value, operation: &str) -> Result<Response<Body>, Dropped> {
        if let Some(body) = body.as_object_mut()
            && CAPACITY.contains(&operation)
        {
            body.entry("ReturnConsumedCapacity").or_insert_with(|| "TOTAL".into());
        }
        let mut request = Request::new(Full::new(Bytes::from(body.to_string())));
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
        if parts.status.is_success()
            && let Ok(answer) = serde_json::from_slice(&body)
        {
            self.context.meter.capacity(operation, &answer);
        }
        Ok(Response::from_parts(parts, Body::from(body)))
    }
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
    let mut response = Response::new(Body::from(body.to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/x-amz-json-1.0"));
    response
}
