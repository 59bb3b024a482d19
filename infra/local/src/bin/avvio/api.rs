//! The Lambda Runtime API, as much of it as the runtime of a function calls.
//! <https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html>

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::Value;
use tokio::net::TcpListener;
use tokio::sync::{Mutex, mpsc};

use crate::Error;

/// What a function says.
#[derive(Debug)]
pub enum Detto {
    /// It waits for an event.
    Pronta,
    Risposta(Bytes),
    Errore(Bytes),
}

/// The server, and what it hears. One function at a time.
pub struct Api {
    pub address: SocketAddr,
    events: mpsc::UnboundedSender<Value>,
    heard: Mutex<mpsc::UnboundedReceiver<Detto>>,
    server: Arc<Server>,
}

struct Server {
    events: Mutex<mpsc::UnboundedReceiver<Value>>,
    heard: mpsc::UnboundedSender<Detto>,
}

/// A function that says nothing for so long never will.
const PATIENCE: Duration = Duration::from_secs(20);

impl Api {
    /// Opens it on a free port of this machine.
    ///
    /// # Errors
    /// When there is none.
    pub async fn serve() -> Result<Self, Error> {
        let (events, receiver) = mpsc::unbounded_channel();
        let (sender, heard) = mpsc::unbounded_channel();
        let server = Arc::new(Server { events: Mutex::new(receiver), heard: sender });
        let router = Router::new()
            .route("/2018-06-01/runtime/invocation/next", get(next))
            .route("/2018-06-01/runtime/invocation/{id}/response", post(response))
            .route("/2018-06-01/runtime/invocation/{id}/error", post(error))
            .route("/2018-06-01/runtime/init/error", post(init_error))
            .with_state(server.clone());
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let address = listener.local_addr()?;
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { address, events, heard: Mutex::new(heard), server })
    }

    /// Gives an event to the function that waits.
    ///
    /// # Errors
    /// Never while the server runs.
    pub fn send(&self, event: &Value) -> Result<(), Error> {
        Ok(self.events.send(event.clone())?)
    }

    /// What the function says next.
    ///
    /// # Errors
    /// When it says nothing.
    pub async fn hear(&self) -> Result<Detto, Error> {
        let heard = tokio::time::timeout(PATIENCE, async { self.heard.lock().await.recv().await }).await;
        heard.map_err(|_| "the function says nothing")?.ok_or_else(|| "the runtime's API is closed".into())
    }

    /// Forgets what the last function left.
    pub async fn forget(&self) {
        while self.heard.lock().await.try_recv().is_ok() {}
        while self.server.events.lock().await.try_recv().is_ok() {}
    }
}

async fn next(State(server): State<Arc<Server>>) -> Response {
    let _ = server.heard.send(Detto::Pronta);
    let Some(event) = server.events.lock().await.recv().await else { return StatusCode::GONE.into_response() };
    let headers = [
        ("content-type", "application/json"),
        ("lambda-runtime-aws-request-id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd"),
        ("lambda-runtime-deadline-ms", "4102444800000"),
        ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:eu-south-1:000000000000:function:misurata"),
        ("lambda-runtime-trace-id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0"),
    ];
    (headers, event.to_string()).into_response()
}

async fn response(State(server): State<Arc<Server>>, Path(_): Path<String>, body: Bytes) -> StatusCode {
    let _ = server.heard.send(Detto::Risposta(body));
    StatusCode::ACCEPTED
}

async fn error(State(server): State<Arc<Server>>, Path(_): Path<String>, body: Bytes) -> StatusCode {
    let _ = server.heard.send(Detto::Errore(body));
    StatusCode::ACCEPTED
}

async fn init_error(State(server): State<Arc<Server>>, body: Bytes) -> StatusCode {
    let _ = server.heard.send(Detto::Errore(body));
    StatusCode::ACCEPTED
}
