//! Many at once, and a DynamoDB that refuses.

use cassetto_store::{Store, StoreConfig, StoreError};

use crate::ambiente::{config, dynamodb, store};
use crate::campioni::{chiave, invio, now, numero, ricevuta, sede};

/// Sends `count` quesiti through each of the stores, all stores at once, and gives the numbers they got.
async fn send(stores: Vec<Store>, count: u32) -> Vec<u32> {
    let clients = stores.into_iter().zip(0..).map(|(store, client)| {
        tokio::spawn(async move {
            let mut numbers = Vec::new();
            for index in 0..count {
                let invio = invio(&chiave(client * count + index));
                let esito = loop {
                    match store.submit(&invio, now()).await {
                        // Who is told to come back does, with the same key.
                        Err(StoreError::Occupato) => {}
                        other => break other.unwrap(),
                    }
                };
                numbers.push(numero(&ricevuta(esito).protocollo));
            }
            numbers
        })
    });
    let mut numbers = Vec::new();
    for client in clients.collect::<Vec<_>>() {
        numbers.extend(client.await.unwrap());
    }
    numbers.sort_unstable();
    numbers
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_sends_at_once_take_a_thousand_numbers() {
    let store = store().await;
    let numbers = send(vec![store.clone(); 1000], 1).await;
    assert_eq!(numbers, (1..=1000).collect::<Vec<_>>());
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 1000);
}

/// Functions that know nothing of each other: what one takes, the others learn from the table only.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn separate_functions_take_numbers_without_gaps() {
    let (endpoint, _database) = dynamodb().await;
    let connect = || Store::connect(StoreConfig { dynamodb_endpoint: Some(endpoint.clone()), ..config() });
    let store = connect();
    store.create_table().await.unwrap();
    let numbers = send((0..8).map(|_| connect()).collect(), 10).await;
    assert_eq!(numbers, (1..=80).collect::<Vec<_>>());
    assert_eq!(store.ultimo_numero(sede(), 2026).await.unwrap(), 80);
}
