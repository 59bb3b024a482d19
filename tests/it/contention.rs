//! Many at once on one register: every number once, none left out.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use cassetto_local::{Fault, Gate, Rule, Target};
use cassetto_tests::{Individuo, System};

use crate::passi::{Comando, at, chiave, nuovo, office, register, rows, send, sent};

/// Somebody's send on its way; gives the number and the registration as it is printed.
fn start(datore: &Arc<Individuo>, number: u32) -> tokio::task::JoinHandle<(u32, String)> {
    let datore = Arc::clone(datore);
    tokio::spawn(async move {
        let protocollo = sent(&datore, number).await.protocollo;
        (protocollo.numero.parse().expect("a number"), protocollo.segnatura)
    })
}

async fn datori(system: &System, numbers: std::ops::Range<u32>) -> Vec<Arc<Individuo>> {
    let mut datori = Vec::new();
    for number in numbers {
        datori.push(Arc::new(system.datore(number).await));
    }
    datori
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_employers_at_once_take_a_thousand_numbers() {
    let system = System::start().await;
    let datori = datori(&system, 0..1000).await;
    system.cloud.meter().reset();
    let begun = Instant::now();
    let sends: Vec<_> = datori.iter().map(|datore| start(datore, 1)).collect();
    let mut numbers = BTreeSet::new();
    for send in sends {
        let (number, _) = send.await.expect("a send that ended well");
        assert!(numbers.insert(number), "{number} twice");
    }
    let elapsed = begun.elapsed();
    let calls = |name| system.cloud.meter().snapshot().of(Target::DynamoDb, name).calls;
    let (attempts, reads) = (calls("TransactWriteItems"), calls("GetItem"));
    println!("a thousand sends at once: {elapsed:.1?}, {attempts} transactions, {reads} reads");
    assert_eq!(numbers, (1..=1000).collect());
    let rows = rows(&system);
    assert_eq!(register(&rows, 2026), (1..=1000).collect::<Vec<_>>());
    assert_eq!(rows.keys().filter(|(_, sk)| sk == "Q").count(), 1000);
}

/// In the cloud each request has a function of its own, which learns of the others from the table only. Who is told to come back
/// does, with the same key.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn functions_that_share_nothing_leave_no_gap() {
    const FUNCTIONS: u32 = 24;
    const SENDS: u32 = 8;
    let system = System::start().await;
    let mut datori = Vec::new();
    for number in 0..FUNCTIONS {
        let origin = system.cloud.replicate().await.expect("a gateway");
        datori.push(at(&origin, &system.datore(number).await));
    }
    system.cloud.meter().reset();
    let begun = Instant::now();
    let functions: Vec<_> = datori
        .into_iter()
        .map(|datore| {
            tokio::spawn(async move {
                let quesito = nuovo(&datore, Vec::new());
                let mut refused = 0;
                for number in 0..SENDS {
                    while let Err(problema) = send(&datore, &chiave(number), &quesito).await {
                        assert_eq!(problema.status, 503, "{problema:?}");
                        refused += 1;
                    }
                }
                refused
            })
        })
        .collect();
    let mut refused = 0;
    for function in functions {
        refused += function.await.expect("a function");
    }
    let attempts = system.cloud.meter().snapshot().of(Target::DynamoDb, "TransactWriteItems").calls;
    let total = FUNCTIONS * SENDS;
    println!("{total} sends from {FUNCTIONS} functions: {:.1?}, {attempts} transactions, {refused} told to come back", begun.elapsed());
    let rows = rows(&system);
    assert_eq!(register(&rows, 2026), (1..=total).collect::<Vec<_>>());
    assert_eq!(rows.keys().filter(|(_, sk)| sk == "Q").count(), total as usize);
    assert!(attempts < u64::from(total) * 10, "{attempts} attempts");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn numbers_begin_again_at_midnight_in_rome() {
    let system = System::start().await;
    // Ten seconds to midnight in Rome; in UTC the year has another hour.
    system.set_now("2026-12-31T22:59:50Z");
    let datori = datori(&system, 0..40).await;
    let before: Vec<_> = datori[..10].iter().map(|datore| start(datore, 1)).collect();
    let mut old = BTreeSet::new();
    for send in before {
        old.insert(send.await.expect("a send"));
    }

    // One has begun and is about to take its number when the year ends.
    let gate = Gate::default();
    let hold = Rule::new(Target::DynamoDb, Fault::Hold(gate.clone())).on("TransactWriteItems").times(1);
    system.cloud.faults().inject(hold);
    let late = start(&datori[10], 1);
    gate.arrival().await;
    system.set_now("2026-12-31T23:00:00Z");
    let mut new = BTreeSet::from([start(&datori[11], 1).await.expect("a send")]);
    gate.open_for_one();
    old.insert(late.await.expect("a send"));
    let after: Vec<_> = datori[12..].iter().map(|datore| start(datore, 1)).collect();
    for send in after {
        new.insert(send.await.expect("a send"));
    }

    let rows = rows(&system);
    assert_eq!(register(&rows, 2026), (1..=11).collect::<Vec<_>>());
    assert_eq!(register(&rows, 2027), (1..=29).collect::<Vec<_>>());
    let printed = |day: &str, last: u32| (1..=last).map(|number| (number, format!("INPS.7000.{day}.{number:07}"))).collect::<BTreeSet<_>>();
    assert_eq!(old, printed("31/12/2026", 11));
    assert_eq!(new, printed("01/01/2027", 29));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn answers_and_sends_share_a_register() {
    let system = System::start().await;
    let datori = datori(&system, 0..40).await;
    let operatore = Arc::new(system.operatore(1).await);
    let mut waiting = Vec::new();
    for datore in &datori[..20] {
        let id = sent(datore, 1).await.id;
        office(&operatore, id, 1, &Comando::Take).await.expect("taken");
        waiting.push(id);
    }
    let answers: Vec<_> = (0..)
        .zip(waiting)
        .map(|(number, id)| {
            let operatore = operatore.clone();
            let comando = Comando::Answer { chiave: chiave(number), allegati: Vec::new() };
            tokio::spawn(async move { office(&operatore, id, 2, &comando).await.expect("an answer") })
        })
        .collect();
    let sends: Vec<_> = datori[20..].iter().map(|datore| start(datore, 1)).collect();
    for answer in answers {
        assert_eq!(answer.await.expect("a task").quesito.versione, 3);
    }
    for send in sends {
        send.await.expect("a send");
    }
    assert_eq!(register(&rows(&system), 2026), (1..=60).collect::<Vec<_>>());
}

/// Different people of the same employer's browser, the same key: one quesito, the same answer for all.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_key_fifty_times_at_once_is_one_quesito() {
    let system = System::start().await;
    let datore = Arc::new(system.datore(1).await);
    let quesito = nuovo(&datore, Vec::new());
    let sends: Vec<_> = (0..50)
        .map(|_| {
            let (datore, quesito) = (datore.clone(), quesito.clone());
            tokio::spawn(async move { send(&datore, &chiave(1), &quesito).await.expect("a quesito").id })
        })
        .collect();
    let mut ids = BTreeSet::new();
    for send in sends {
        ids.insert(send.await.expect("a task"));
    }
    assert_eq!(ids.len(), 1);
    assert_eq!(register(&rows(&system), 2026), [1]);
}
