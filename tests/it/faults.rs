//! What fails in DynamoDB, S3, SNS and SMTP, or with the process itself: at every single call, then for a whole hour.

mod avvisi;
mod concorrenza;
mod fuori_servizio;
mod trasferimento;
mod ufficio;
mod un_ora;

use std::collections::BTreeSet;

use cassetto_local::{Fault, Faults, Gate, Rule, Target};
use cassetto_tests::System;

use crate::passi::{SEND, allegati, changes, chiave, nuovo, register, rows, send};

/// One SDK call of an operation, in the order in which they are made.
#[derive(Debug, Clone, Copy)]
struct Chiamata {
    target: Target,
    /// Which one to this service, from 1.
    n: u32,
    /// How many the other service has had by then.
    other: u32,
}

/// What goes wrong at a call.
#[derive(Debug, Clone)]
enum Modo {
    /// Once: the SDK's own retries may make up for it.
    Una(Fault),
    /// From that call on this service doesn't work.
    Morto(Fault),
    /// The process ends before the call does anything.
    UccisoPrima,
    /// The process ends when the call has taken effect.
    UccisoDopo,
}

/// All that may happen at any call.
const fn modi() -> [Modo; 7] {
    [
        Modo::Una(Fault::Refuse),
        Modo::Una(Fault::Status500),
        Modo::Una(Fault::Throttle),
        Modo::Una(Fault::DropAnswer),
        Modo::Morto(Fault::Status500),
        Modo::UccisoPrima,
        Modo::UccisoDopo,
    ]
}

impl Modo {
    fn inject(&self, faults: &Faults, call: Chiamata) {
        let Chiamata { target, n, other } = call;
        let on = |fault: &Fault| Rule::new(target, fault.clone()).from_call(n);
        // A dead process makes no call at all.
        let silence = || {
            let elsewhere = if target == Target::S3 { Target::DynamoDb } else { Target::S3 };
            faults.inject(Rule::new(elsewhere, Fault::Refuse).from_call(other + 1));
        };
        match self {
            Self::Una(fault) => faults.inject(on(fault).times(1)),
            Self::Morto(fault) => faults.inject(on(fault)),
            Self::UccisoPrima => {
                faults.inject(on(&Fault::Refuse));
                silence();
            }
            Self::UccisoDopo => {
                faults.inject(on(&Fault::DropAnswer).times(1));
                faults.inject(on(&Fault::Refuse));
                silence();
            }
        }
    }
}

/// The calls of an operation, found by holding each of `totals` in turn; `run` does the operation once more.
async fn calls<F: Future<Output = ()> + Send + 'static>(
    system: &System,
    totals: &[(Target, u64)],
    run: impl Fn(u32) -> F,
) -> Vec<Chiamata> {
    let mut calls = Vec::new();
    for &(target, total) in totals {
        for n in 1..=u32::try_from(total).expect("a few") {
            let gate = Gate::default();
            system.cloud.faults().inject(Rule::new(target, Fault::Hold(gate.clone())).from_call(n).times(1));
            system.cloud.meter().reset();
            let running = tokio::spawn(run(n + 100 * (target as u32)));
            gate.arrival().await;
            let snapshot = system.cloud.meter().snapshot();
            let elsewhere = if target == Target::S3 { Target::DynamoDb } else { Target::S3 };
            calls.push(Chiamata { target, n, other: u32::try_from(snapshot.calls(elsewhere)).expect("a few") });
            gate.open_for_one();
            running.await.expect("the operation");
            system.cloud.faults().clear();
        }
    }
    calls.sort_by_key(|call| call.n + call.other);
    calls
}

/// The calls of a send with two documents.
async fn calls_of_a_send() -> Vec<Chiamata> {
    let system = System::start().await;
    let datore = std::sync::Arc::new(system.datore(0).await);
    let quesito = nuovo(&datore, allegati(&datore, 2).await);
    system.cloud.meter().reset();
    send(&datore, &chiave(0), &quesito).await.expect("a quesito");
    let snapshot = system.cloud.meter().snapshot();
    println!("a send: {:?}", snapshot.operations.iter().map(|((_, name), usage)| (name, usage.calls)).collect::<Vec<_>>());
    assert_eq!(snapshot.calls(Target::DynamoDb) + snapshot.calls(Target::S3), snapshot.total_calls(), "nothing else is called");
    let totals = [Target::DynamoDb, Target::S3].map(|target| (target, snapshot.calls(target)));
    calls(&system, &totals, |number| {
        let (datore, quesito) = (datore.clone(), quesito.clone());
        async move {
            send(&datore, &chiave(number), &quesito).await.expect("a quesito");
        }
    })
    .await
}

/// One system, one case after the other: what the next one finds is what the one before left.
async fn sends(modo: Modo, calls: Vec<Chiamata>) -> u32 {
    let system = System::start().await;
    let faults = system.cloud.faults();
    let mut cases = 0;
    for call in calls {
        cases += 1;
        let case = format!("{modo:?} at {call:?}");
        let datore = system.datore(cases).await;
        let quesito = nuovo(&datore, allegati(&datore, 2).await);
        let (before, kept, struck) = (rows(&system), kept(&system), faults.struck());
        modo.inject(faults, call);
        let first = send(&datore, &chiave(cases), &quesito).await;
        faults.clear();
        assert!(faults.struck() > struck, "nothing struck: {case}");

        // Everything or nothing; only documents may be there for nobody yet.
        let written = changes(&before, &rows(&system));
        assert!(written.is_empty() || written == SEND, "{case}: {written:?}");
        match &first {
            Ok(_) => assert_eq!(written, SEND, "{case}"),
            Err(problema) => assert!(problema.status >= 500, "{case}: {problema:?}"),
        }

        // The retry ends well, with one quesito and one number, and so does every other.
        let again = send(&datore, &chiave(cases), &quesito).await.unwrap_or_else(|problema| panic!("{case}: {problema:?}"));
        assert!(first.is_err() || first.as_ref() == Ok(&again), "{case}: another answer");
        assert_eq!(send(&datore, &chiave(cases), &quesito).await.as_ref(), Ok(&again), "{case}");
        let end = rows(&system);
        assert_eq!(changes(&before, &end), SEND, "{case}");
        assert_eq!(register(&end, 2026), (1..=cases).collect::<Vec<_>>(), "{case}");
        let referred: BTreeSet<String> = datore.documenti(again.id).await.iter().map(|id| format!("allegati/{id}")).collect();
        assert_eq!(&self::kept(&system) - &kept, referred, "{case}");
    }
    cases
}

/// The documents kept.
fn kept(system: &System) -> BTreeSet<String> {
    system.cloud.object_keys().expect("keys").into_iter().filter(|key| key.starts_with("allegati/")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_send_survives_any_fault_at_any_call() {
    let calls = calls_of_a_send().await;
    assert_eq!(calls.len(), 11);
    // After the transaction only how long it usually takes is looked up.
    let transaction = calls[9];
    assert_eq!((transaction.target, transaction.n), (Target::DynamoDb, 6), "{calls:?}");
    let mut groups: Vec<_> = modi().into_iter().map(|modo| tokio::spawn(sends(modo, calls.clone()))).collect();
    groups.push(tokio::spawn(sends(Modo::Una(Fault::TransactionConflict), vec![transaction])));
    let mut cases = 0;
    for group in groups {
        cases += group.await.expect("a group");
    }
    println!("{cases} faults at a send");
    assert_eq!(cases, 7 * 11 + 1);
}

/// The store waits for twenty seconds before it gives up: all of that is waited here, twice at once.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn contention_that_does_not_end_is_told() {
    let run = async |fault: Fault| {
        let system = System::start().await;
        let datore = system.datore(1).await;
        let quesito = nuovo(&datore, Vec::new());
        let before = rows(&system);
        system.cloud.faults().inject(Rule::new(Target::DynamoDb, fault).on("TransactWriteItems"));
        let problema = send(&datore, &chiave(1), &quesito).await.expect_err("no quesito");
        assert!(problema.tipo.ends_with(":servizio-occupato"), "{problema:?}");
        assert_eq!((problema.status, problema.riprova_tra), (503, Some(5)));
        assert_eq!(rows(&system), before);
        system.cloud.faults().clear();
        send(&datore, &chiave(1), &quesito).await.expect("a quesito");
    };
    tokio::join!(run(Fault::TransactionConflict), run(Fault::Throttle));
}
