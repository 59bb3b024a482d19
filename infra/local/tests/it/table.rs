//! DynamoDB behind its proxy: measured, and failing when a test says so.

use std::time::Duration;

use cassetto_local::{Fault, Gate, Rule, Target};

use crate::http::{employer, send_quesito, still};

const KEY: &str = "chiave-di-prova-0001";

#[tokio::test]
async fn calls_and_capacity_are_counted() {
    let cloud = still().await;
    let (persona, _) = employer(&cloud).await;
    cloud.meter().reset();
    cloud.kit().store.persona(persona.id).await.expect("an answer").expect("there");
    cloud.kit().store.put_persona(&persona).await.expect("written");
    let snapshot = cloud.meter().snapshot();
    let get = snapshot.of(Target::DynamoDb, "GetItem");
    let put = snapshot.of(Target::DynamoDb, "PutItem");
    assert_eq!((get.calls, get.read_units, get.write_units), (1, 0.5, 0.0));
    assert_eq!((put.calls, put.read_units, put.write_units), (2, 0.0, 2.0), "the person, and the row that finds them by codice fiscale");
    assert_eq!((snapshot.read_units(), snapshot.write_units(), snapshot.total_calls()), (0.5, 2.0, 3));
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_passing_trouble_is_retried() {
    let cloud = still().await;
    let (persona, _) = employer(&cloud).await;
    for fault in [Fault::Refuse, Fault::Status500, Fault::Throttle, Fault::DropAnswer, Fault::Latency(Duration::from_millis(1))] {
        cloud.faults().inject(Rule::new(Target::DynamoDb, fault.clone()).on("GetItem").times(1));
        cloud.meter().reset();
        let found = cloud.kit().store.persona(persona.id).await.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
        assert!(found.is_some());
        let calls = if matches!(fault, Fault::Latency(_)) { 1 } else { 2 };
        assert_eq!(cloud.meter().snapshot().of(Target::DynamoDb, "GetItem").calls, calls, "{fault:?}");
    }
    assert_eq!(cloud.faults().struck(), 5);
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_dead_table_changes_nothing_and_a_retry_gives_one_number() {
    let cloud = still().await;
    let (_, cookie) = employer(&cloud).await;
    let before = cloud.rows().expect("rows");
    cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Refuse).on("TransactWriteItems"));
    let failed = send_quesito(&cloud, &cookie, KEY).await;
    assert!(failed.status.is_server_error(), "{}", failed.status);
    assert_eq!(cloud.rows().expect("rows"), before);

    cloud.faults().clear();
    cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::DropAnswer).on("TransactWriteItems").times(1));
    let sent = send_quesito(&cloud, &cookie, KEY).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    let again = send_quesito(&cloud, &cookie, KEY).await;
    assert_eq!((again.status, again.json()), (sent.status, sent.json()));
    assert_eq!(sent.json()["protocollo"]["numero"], "0000001");
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_transaction_in_conflict_is_tried_again() {
    let cloud = still().await;
    let (_, cookie) = employer(&cloud).await;
    cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::TransactionConflict).on("TransactWriteItems").times(2));
    let sent = send_quesito(&cloud, &cookie, KEY).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(cloud.faults().struck(), 2);
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_gate_holds_a_call_until_it_is_opened() {
    let cloud = still().await;
    let (persona, _) = employer(&cloud).await;
    let gate = Gate::default();
    cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Hold(gate.clone())).on("GetItem").times(1));
    let store = cloud.kit().store.clone();
    let held = tokio::spawn(async move { store.persona(persona.id).await });
    gate.arrival().await;
    assert!(!held.is_finished());
    gate.open_for_one();
    assert!(held.await.expect("no panic").expect("an answer").is_some());
    cloud.shutdown().await;
}
