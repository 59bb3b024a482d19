//! Servers on free ports of this machine, each test with its own.

use cassetto_store::{Store, StoreConfig};
use dynoxide::Database;
use tokio::net::TcpListener;

pub const BUCKET: &str = "cassetto-documenti";
pub const CREDENTIALS: (&str, &str) = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

/// What every store of a test has in common.
pub fn config() -> StoreConfig {
    StoreConfig {
        region: "eu-south-1".to_owned(),
        table: "cassetto".to_owned(),
        bucket: BUCKET.to_owned(),
        topic_arn: "arn:aws:sns:eu-south-1:000000000000:avvisi".to_owned(),
        credentials: Some((CREDENTIALS.0.to_owned(), CREDENTIALS.1.to_owned())),
        ..StoreConfig::default()
    }
}

/// An empty table.
pub async fn store() -> Store {
    let endpoint = dynamodb().await;
    let store = Store::connect(StoreConfig { dynamodb_endpoint: Some(endpoint), ..config() });
    store.create_table().await.unwrap();
    store
}

/// The address of an embedded DynamoDB with nothing in it.
pub async fn dynamodb() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let database = Database::memory().unwrap();
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database, std::future::pending()));
    format!("http://{address}")
}
