//! `GET /api/status` with each store down: what is degraded, for how long, and that it costs one read.

use std::time::Duration;

use cassetto_api::quesiti::NuovoQuesito;
use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::System;
use serde_json::{Value, json};

async fn status(system: &System) -> (u16, Value) {
    let (status, _, body) = system.client().fetch("/api/status").await;
    (status, serde_json::from_slice(&body).expect("JSON"))
}

async fn degradato(system: &System) -> Value {
    let (code, body) = status(system).await;
    assert_eq!((code, &body["status"]), (200, &json!(200)), "{body}");
    assert_eq!(body["title"] == "OK", body["degradato"] == json!([]), "{body}");
    body["degradato"].clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn all_is_well_and_it_costs_one_read() {
    let system = System::start().await;
    assert_eq!(degradato(&system).await, json!([]));
    system.cloud.sweep().await.expect("swept");
    system.cloud.meter().reset();
    assert_eq!(degradato(&system).await, json!([]));
    let snapshot = system.cloud.meter().snapshot();
    assert_eq!((snapshot.total_calls(), snapshot.read_units(), snapshot.write_units()), (1, 0.5, 0.0));
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_that_cant_be_read_are_told_for_a_quarter_of_an_hour() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sent = anna.client.upload("a.pdf", "application/pdf", cassetto_allegati::campioni::pdf("a")).await.expect("an upload");
    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Status500));
    anna.send(&NuovoQuesito { allegati: vec![sent], ..anna.domanda() }).await.expect_err("no document");
    assert_eq!(degradato(&system).await, json!(["documenti"]));
    system.cloud.faults().clear();
    system.advance(Duration::from_secs(15 * 60));
    assert_eq!(degradato(&system).await, json!([]));
}

/// In an outage everybody fails: what tells of it is one row, which is written once a minute by each process and not by each request.
#[tokio::test(flavor = "multi_thread")]
async fn an_outage_writes_the_row_once_a_minute() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let sent = anna.client.upload("a.pdf", "application/pdf", cassetto_allegati::campioni::pdf("a")).await.expect("an upload");
    let quesito = NuovoQuesito { allegati: vec![sent], ..anna.domanda() };
    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Status500));
    system.cloud.meter().reset();
    let written = || system.cloud.meter().snapshot().of(Target::DynamoDb, "UpdateItem").calls;
    for (seconds, expected) in [(0, 1), (0, 1), (59, 1), (1, 2), (30, 2), (600, 3)] {
        system.advance(Duration::from_secs(seconds));
        anna.send(&quesito).await.expect_err("no document");
        assert_eq!(written(), expected, "{seconds} seconds later");
    }
    assert_eq!(degradato(&system).await, json!(["documenti"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn each_channel_that_fails_is_told() {
    for (target, parti) in [(Target::Sns, json!(["sms", "email"])), (Target::Smtp, json!(["email"]))] {
        let system = System::start().await;
        let anna = system.datore(1).await;
        system.cloud.faults().inject(Rule::new(target, Fault::Status500));
        anna.ask().await;
        system.cloud.settle().await.expect("settled");
        assert_eq!(degradato(&system).await, parti, "{target:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_that_wait_and_a_sweep_that_does_not_come_are_told() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.cloud.faults().inject(Rule::new(Target::Sns, Fault::Status500));
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    system.advance(Duration::from_secs(20 * 60));
    system.cloud.faults().clear();
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::Refuse));
    system.cloud.sweep().await.expect("swept");
    assert!(degradato(&system).await.as_array().expect("parts").contains(&json!("avvisi")));

    let quiet = System::start().await;
    quiet.cloud.sweep().await.expect("swept");
    quiet.advance(Duration::from_secs(9 * 60));
    assert_eq!(degradato(&quiet).await, json!([]));
    quiet.advance(Duration::from_secs(2 * 60));
    assert_eq!(degradato(&quiet).await, json!(["avvisi"]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_register_that_lacks_is_told_until_it_is_there() {
    let system = System::start().await;
    system.datore(1).await.ask().await;
    system.set_now("2026-11-23T23:15:00Z");
    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Status500));
    system.cloud.registri().await.expect_err("a register is missing");
    assert_eq!(degradato(&system).await, json!(["registri"]));
    system.cloud.faults().clear();
    system.cloud.registri().await.expect("registers");
    assert_eq!(degradato(&system).await, json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_the_table_there_is_no_status_but_a_problem() {
    let system = System::start().await;
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Refuse));
    let (code, body) = status(&system).await;
    assert_eq!((code, &body["status"]), (500, &json!(500)), "{body}");
    assert!(body.get("degradato").is_none());
}
