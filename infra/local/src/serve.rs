//! The HTTP servers of the embedded cloud: an accept loop that can close a connection without an answer, as a fault does.

use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::body::Body;
use http::{Request, Response};
use hyper::body::Incoming;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The connection closes without an answer.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("connection dropped on purpose")]
pub struct Dropped;

impl From<Infallible> for Dropped {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// Ends all servers of one cloud.
#[derive(Debug, Clone)]
pub struct Shutdown {
    sender: watch::Sender<bool>,
}

impl Default for Shutdown {
    fn default() -> Self {
        Self { sender: watch::Sender::new(false) }
    }
}

impl Shutdown {
    pub fn begin(&self) {
        self.sender.send_replace(true);
    }

    /// Resolves when the shutdown has begun.
    pub async fn begun(&self) {
        // The sender lives as long as `self`.
        let _ = self.sender.subscribe().wait_for(|begun| *begun).await;
    }
}

/// Opens a port on this machine only; 0 takes a free one.
///
/// # Errors
/// When the port is taken.
pub async fn bind(port: u16) -> std::io::Result<(TcpListener, SocketAddr)> {
    bind_on(Ipv4Addr::LOCALHOST, port).await
}

/// Opens a port on one of this machine's addresses.
///
/// # Errors
/// When the port is taken, or the address isn't this machine's.
pub async fn bind_on(address: Ipv4Addr, port: u16) -> std::io::Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind((address, port)).await?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves HTTP/1.1 until the shutdown, then lets running requests finish within a bounded time.
pub fn serve<F, A>(listener: TcpListener, shutdown: &Shutdown, handler: F) -> JoinHandle<()>
where
    F: Fn(Request<Incoming>) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Result<Response<Body>, Dropped>> + Send + 'static,
{
    let shutdown = shutdown.clone();
    tokio::spawn(async move {
        let graceful = GracefulShutdown::new();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = shutdown.begun() => break,
            };
            let Ok((stream, _)) = accepted else { continue };
            let _ = stream.set_nodelay(true);
            let handler = handler.clone();
            let service = hyper::service::service_fn(handler);
            let connection = hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            let connection = graceful.watch(connection);
            tokio::spawn(async move {
                if let Err(error) = connection.await {
                    tracing::debug!(%error, "connection");
                }
            });
        }
        if tokio::time::timeout(SHUTDOWN_PATIENCE, graceful.shutdown()).await.is_err() {
            tracing::warn!("a connection outlived the shutdown");
        }
    })
}

const SHUTDOWN_PATIENCE: Duration = Duration::from_secs(5);
