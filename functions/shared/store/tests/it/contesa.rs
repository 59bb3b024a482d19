//! Many at once, and a DynamoDB that refuses.

use std::collections::BTreeSet;
use std::time::Instant;

use cassetto_store::{NuovoInvio, Store, StoreConfig};

use crate::ambiente::{config, dynamodb};
use crate::campioni::{chiave, invio, now, numero, ricevuta, sede};

/// As many functions as sends, none of which knows of the others.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_sends_at_once_take_a_thousand_numbers() {
    let endpoint = dynamodb().await;
    let connect = || Store::connect(StoreConfig { dynamodb_endpoint: Some(endpoint.clone()), ..config() });
    connect().create_table().await.unwrap();
    let begun = Instant::now();
    let sends = (0..1000).map(|number| {
        let store = connect();
        tokio::spawn(async move {
            let invio = NuovoInvio { ..invio(&chiave(number)) };
            let begun = Instant::now();
            (store.submit(&invio, now()).await, begun.elapsed())
        })
    });
    let mut numbers = BTreeSet::new();
    let mut slowest = std::time::Duration::ZERO;
    for send in sends.collect::<Vec<_>>() {
        let (esito, elapsed) = send.await.unwrap();
        slowest = slowest.max(elapsed);
        assert!(numbers.insert(numero(&ricevuta(esito.unwrap()).protocollo)), "a number given twice");
    }
    println!("all in {:?}, the slowest {slowest:?}", begun.elapsed());
    assert_eq!(numbers, (1..=1000).collect());
    assert_eq!(connect().ultimo_numero(sede(), 2026).await.unwrap(), 1000);
}
