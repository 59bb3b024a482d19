//! The table, or the documents, away for an hour: before it, meanwhile, and after. What was confirmed is there, what was refused goes
//! through once when it is asked for again with the same key, and the check of the whole store finds nothing.

use std::time::Duration;

use cassetto_local::{Fault, Options, Rule, Target};
use cassetto_tests::{Answer, System};
use serde_json::{Value, json};

use crate::fsck::is_whole;
use crate::passi::{Comando, allegati, chiave, nuovo, office, register, rows, send, sent};

const QUARTER: Duration = Duration::from_secs(15 * 60);

/// Patience with a call that is refused is a machine's time, not the hour's.
async fn system() -> System {
    System::start_with(|options| Options { attempt_timeout: Some(Duration::from_millis(700)), ..options }).await
}

async fn status(system: &System) -> (u16, Value) {
    let (status, _, body) = system.client().fetch("/api/status").await;
    (status, serde_json::from_slice(&body).expect("JSON"))
}

/// What whoever asked is told: that it is ours, by what name to ask about it, and nothing else.
fn assert_refused<T: std::fmt::Debug>(answer: Answer<T>) {
    let problema = answer.expect_err("a service that is away");
    assert_eq!((problema.status, problema.correlazione.is_some()), (500, true), "{problema:?}");
    assert!(problema.tipo.ends_with(":errore-interno"), "{problema:?}");
}

/// What waited happens; then the day is closed, and everything is as the laws want it.
async fn end(system: &System, registered: u32) {
    system.cloud.settle().await.expect("a stream");
    for _ in 0..4 {
        system.advance(3 * QUARTER);
        system.cloud.sweep().await.expect("a sweep");
    }
    assert_eq!(register(&rows(system), 2026), (1..=registered).collect::<Vec<_>>(), "no gap, nothing doubled");
    system.advance(Duration::from_secs(86_400));
    system.cloud.registri().await.expect("registers");
    system.cloud.sweep().await.expect("a sweep");
    let esito = is_whole(system).await.expect("whole");
    assert_eq!(esito.conteggi.get("registrazioni"), Some(&u64::from(registered)), "{esito}");
    assert_eq!(esito.conteggi.get("chiavi usate"), Some(&u64::from(registered)), "{esito}");
    assert!(!rows(system).keys().any(|(pk, _)| pk.starts_with("OUT#")), "a notice still waits");
    assert_eq!(status(system).await.1["degradato"], json!([]));
}

#[tokio::test]
async fn dynamodb_down_for_an_hour_refuses_and_loses_nothing() {
    let system = system().await;
    let (datore, altro, operatore) = (system.datore(1).await, system.datore(2).await, system.operatore(1).await);
    let first = sent(&datore, 1).await;
    system.cloud.settle().await.expect("a stream");
    // Confirmed, and its notice not yet on its way.
    let waiting = send(&altro, &chiave(2), &nuovo(&altro, allegati(&altro, 1).await)).await.expect("a quesito");
    let domanda = nuovo(&datore, allegati(&datore, 1).await);
    let before = rows(&system);

    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Status500));
    for _ in 0..4 {
        let key = chiave(3);
        let (sent, taken, told, swept) = tokio::join!(
            send(&datore, &key, &domanda),
            office(&operatore, first.id, 1, &Comando::Take),
            status(&system),
            system.cloud.sweep(),
        );
        assert_refused(sent);
        assert_refused(taken);
        // Without the table nobody knows what else is well.
        assert_eq!((told.0, &told.1["type"].as_str().is_some_and(|tipo| tipo.ends_with(":errore-interno"))), (500, &true), "{}", told.1);
        assert!(swept.is_err(), "a sweep of a table that is away");
        system.advance(QUARTER);
    }
    assert_eq!(rows(&system), before);
    let told = system.cloud.sent().lists();

    system.cloud.faults().clear();
    let answer = send(&datore, &chiave(3), &domanda).await.expect("a quesito");
    assert_eq!(send(&datore, &chiave(3), &domanda).await.as_ref(), Ok(&answer), "the same key, the same answer");
    assert_eq!((answer.protocollo.numero.as_str(), waiting.protocollo.numero.as_str()), ("0000003", "0000002"));
    office(&operatore, first.id, 1, &Comando::Take).await.expect("taken");
    end(&system, 3).await;
    // Everybody was told of everything: two that were confirmed before, one after, and that one was taken in charge.
    let lists = system.cloud.sent().lists();
    assert!(lists.sms.len() > told.sms.len());
    assert_eq!((lists.sms.len(), lists.email.len()), (4, 4));
}

#[tokio::test]
async fn s3_down_for_an_hour_refuses_documents_alone_and_loses_nothing() {
    let system = system().await;
    // A quarter to midnight in Rome: the register of the day is due while the bucket is away.
    system.set_now("2026-11-23T22:45:00Z");
    let (datore, altro, operatore) = (system.datore(1).await, system.datore(2).await, system.operatore(1).await);
    let first = send(&datore, &chiave(1), &nuovo(&datore, allegati(&datore, 2).await)).await.expect("a quesito");
    let documenti = nuovo(&datore, allegati(&datore, 2).await);
    let risposta = Comando::Answer { chiave: chiave(2), allegati: allegati(&operatore, 1).await };
    office(&operatore, first.id, 1, &Comando::Take).await.expect("taken");
    system.cloud.settle().await.expect("a stream");
    let objects = system.cloud.object_keys().expect("keys");

    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Status500));
    for quarter in 0..4 {
        let key = chiave(3);
        let (sent, answered) = tokio::join!(send(&datore, &key, &documenti), office(&operatore, first.id, 2, &risposta));
        assert_refused(sent);
        assert_refused(answered);
        // What needs no document goes on: a question, reading, the receipt, notices.
        let sent = crate::passi::sent(&altro, 10 + quarter).await;
        assert_eq!(sent.protocollo.numero, format!("{:07}", 2 + quarter));
        let receipt = altro.client.raw("GET", &format!("/api/quesiti/{}/ricevuta", sent.id), None, None).await;
        assert_eq!(receipt.status().as_u16(), 200);
        assert!(receipt.bytes().await.expect("a receipt").starts_with(b"%PDF-"));
        system.cloud.sweep().await.expect("a sweep");
        // The register of the day that ended is missing, and that is told; the next ones wait for it.
        let registers = system.cloud.registri().await;
        let (code, told) = status(&system).await;
        let parti = if quarter == 0 { json!(["documenti"]) } else { json!(["documenti", "registri"]) };
        assert_eq!((registers.is_ok(), code, &told["degradato"]), (quarter == 0, 200, &parti), "{quarter}: {registers:?}");
        system.advance(QUARTER);
    }
    assert_eq!(system.cloud.object_keys().expect("keys"), objects);

    system.cloud.faults().clear();
    system.cloud.registri().await.expect("registers");
    let answer = send(&datore, &chiave(3), &documenti).await.expect("a quesito");
    assert_eq!(send(&datore, &chiave(3), &documenti).await.as_ref(), Ok(&answer), "the same key, the same answer");
    office(&operatore, first.id, 2, &risposta).await.expect("answered");
    // Two with documents, four without, and an answer.
    end(&system, 7).await;
}
