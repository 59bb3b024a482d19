//! The table itself.

use crate::ambiente::{config, dynamodb};
use cassetto_store::{Store, StoreConfig, StoreError};

#[tokio::test]
async fn the_table_is_made_once_with_its_stream_and_expiry() {
    let (endpoint, _database) = dynamodb().await;
    let store = Store::connect(StoreConfig { dynamodb_endpoint: Some(endpoint), ..config() });
    assert!(matches!(store.status().await, Err(StoreError::Esterno(_))), "no table yet");
    store.create_table().await.unwrap();
    store.create_table().await.unwrap();
    store.enable_ttl().await.unwrap();
    store.status().await.unwrap();
    assert!(store.stream_arn().await.unwrap().contains("/stream/"));
}
