//! The SDK's connections: HTTP/1.1, which is all that DynamoDB, S3 and SNS speak, on hyper's pool. The SDK's own connector brings HTTP/2,
//! proxies and the machine's certificates along: a twentieth of each function (docs/adr/0032).

use std::error::Error;
use std::fmt;
use std::time::Duration;

use aws_sdk_dynamodb::config::SharedHttpClient;
use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture, SharedHttpConnector, http_client_fn};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use aws_smithy_types::body::SdkBody;
use aws_smithy_types::retry::ErrorKind;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{CaptureConnection, HttpConnector as Tcp, capture_connection};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::radici;

/// The HTTP client of all three services: their connections are kept in one place. `connect_timeout` is of the TCP connection; what a
/// handshake takes counts against the attempt. `more` are PEM certificates of authorities besides Amazon's.
pub(crate) fn http_client(connect_timeout: Duration, more: Option<&str>) -> SharedHttpClient {
    let mut tcp = Tcp::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(connect_timeout));
    let client = radici::tls(more).ok().map(|tls| {
        let https = hyper_rustls::HttpsConnectorBuilder::new().with_tls_config(tls).https_or_http().enable_http1().wrap_connector(tcp);
        Client::builder(TokioExecutor::new()).pool_timer(TokioTimer::new()).build(https)
    });
    let connettore = SharedHttpConnector::new(Connettore { client });
    // Nobody asks for other times than those of `connect_timeout` and of the attempt, which the SDK takes itself.
    http_client_fn(move |_, _| connettore.clone())
}

#[derive(Clone)]
struct Connettore {
    /// None without cryptography.
    client: Option<Client<HttpsConnector<Tcp>, SdkBody>>,
}

impl fmt::Debug for Connettore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connettore")
    }
}

impl HttpConnector for Connettore {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let Some(client) = &self.client else { return HttpConnectorFuture::ready(Err(ConnectorError::user("no cryptography".into()))) };
        let mut request = match request.try_into_http1x() {
            Ok(request) => request,
            Err(error) => return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into()))),
        };
        let captured = capture_connection(&mut request);
        if let Some(capture) = request.extensions().get::<CaptureSmithyConnection>() {
            capture.set_connection_retriever(move || connection(&captured));
        }
        let response = client.request(request);
        HttpConnectorFuture::new(async move {
            match response.await {
                Ok(response) => {
                    HttpResponse::try_from(response.map(SdkBody::from_body_1_x)).map_err(|error| ConnectorError::other(error.into(), None))
                }
                Err(error) => Err(classified(error.into())),
            }
        })
    }
}

/// What the SDK needs in order to give a connection up on which a service has failed.
fn connection(captured: &CaptureConnection) -> Option<ConnectionMetadata> {
    captured.connection_metadata().as_ref()?;
    let captured = captured.clone();
    let poison = move || {
        if let Some(connected) = captured.connection_metadata().as_ref() {
            connected.poison();
        }
    };
    Some(ConnectionMetadata::builder().proxied(false).poison_fn(poison).build())
}

/// What kind of failure it is: whether the SDK tries again depends on it.
fn classified(error: BoxError) -> ConnectorError {
    if let Some(hyper) = source::<hyper::Error>(&*error) {
        return match hyper {
            hyper if hyper.is_timeout() => ConnectorError::timeout(error),
            hyper if hyper.is_user() => ConnectorError::user(error),
            hyper if hyper.is_closed() || hyper.is_canceled() || source::<std::io::Error>(hyper).is_some() => ConnectorError::io(error),
            // A connection that was closed before its answer had come.
            hyper if hyper.is_incomplete_message() => ConnectorError::other(error, Some(ErrorKind::TransientError)),
            _ => ConnectorError::other(error, None),
        };
    }
    let legacy = source::<hyper_util::client::legacy::Error>(&*error);
    if legacy.is_some_and(hyper_util::client::legacy::Error::is_connect) || source::<std::io::Error>(&*error).is_some() {
        return ConnectorError::io(error);
    }
    ConnectorError::other(error, None)
}

/// The first of this kind among an error and its causes.
fn source<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    let mut next = Some(error);
    while let Some(error) = next {
        match error.downcast_ref() {
            None => next = error.source(),
            found => return found,
        }
    }
    None
}
