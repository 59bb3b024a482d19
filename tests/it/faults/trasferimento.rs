//! Passing a quesito on and asking for a document, with a fault at each of their calls: done once or not at all, in whichever register.

use std::collections::BTreeMap;
use std::sync::Arc;

use cassetto_domain::id::QuesitoId;
use cassetto_local::{Fault, Target};
use cassetto_tests::{Answer, Individuo, System};

use super::{Chiamata, Modo, calls, modi};
use crate::passi::{Comando, Registro, changes, chiave, office, registers, rows, sent};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quale {
    Forward,
    Request,
}

/// What an undisturbed command calls and writes.
#[derive(Clone)]
struct Modello {
    calls: Vec<Chiamata>,
    writes: Vec<String>,
}

impl Quale {
    const fn versione(self) -> u32 {
        match self {
            Self::Forward => 1,
            Self::Request => 2,
        }
    }

    /// The command with a key of its own; what it answers, as text.
    async fn run(self, operatore: &Individuo, id: QuesitoId, key: &str) -> Answer<String> {
        let versione = self.versione();
        match self {
            Self::Forward => operatore.forward_with_key(id, versione, "4900", key).await.map(|answer| format!("{answer:?}")),
            Self::Request => operatore.request_with_key(id, versione, "2026-12-04", key).await.map(|answer| format!("{answer:?}")),
        }
    }

    /// Both registers after so many commands.
    fn registers(self, cases: u32) -> Vec<Registro> {
        match self {
            Self::Forward => vec![Registro::new("4900", cases), Registro::new("7000", cases)],
            Self::Request => vec![Registro::new("7000", 2 * cases)],
        }
    }
}

/// A quesito that the command may be done to.
async fn ready(datore: &Individuo, operatore: &Individuo, number: u32, quale: Quale) -> QuesitoId {
    let id = sent(datore, number).await.id;
    if quale == Quale::Request {
        office(operatore, id, 1, &Comando::Take).await.expect("taken");
    }
    id
}

async fn undisturbed(quale: Quale) -> Modello {
    let system = Arc::new(System::start().await);
    let datore = system.datore(1).await;
    let operatore = Arc::new(system.operatore(1).await);
    let id = ready(&datore, &operatore, 0, quale).await;
    let before = rows(&system);
    system.cloud.meter().reset();
    quale.run(&operatore, id, &chiave(1_000)).await.expect("done");
    let snapshot = system.cloud.meter().snapshot();
    let writes = changes(&before, &rows(&system));
    println!("{quale:?}: {:?}", snapshot.operations.iter().map(|((_, name), usage)| (name, usage.calls)).collect::<Vec<_>>());
    let total = snapshot.calls(Target::DynamoDb);
    assert_eq!(total, snapshot.total_calls(), "nothing but the table is called");
    // Prepared before, so that what is held is the command's own.
    let mut prepared = BTreeMap::new();
    for n in 1..=u32::try_from(total).expect("a few") {
        let number = n + 100 * (Target::DynamoDb as u32);
        prepared.insert(number, ready(&datore, &operatore, number + 1, quale).await);
    }
    let calls = calls(&system, &[(Target::DynamoDb, total)], |number| {
        let (operatore, id) = (operatore.clone(), prepared[&number]);
        async move {
            quale.run(&operatore, id, &chiave(2_000 + number)).await.expect("done");
        }
    })
    .await;
    Modello { calls, writes }
}

async fn commands(quale: Quale, modo: Modo, modello: Modello) -> u32 {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let faults = system.cloud.faults();
    let mut cases = 0;
    for call in modello.calls {
        cases += 1;
        let case = format!("{quale:?}, {modo:?} at {call:?}");
        let id = ready(&datore, &operatore, cases, quale).await;
        let key = chiave(1_000 + cases);
        let (before, struck) = (rows(&system), faults.struck());
        modo.inject(faults, call);
        let first = quale.run(&operatore, id, &key).await;
        faults.clear();
        assert!(faults.struck() > struck, "nothing struck: {case}");

        let written = changes(&before, &rows(&system));
        let done = written.len() >= modello.writes.len();
        assert!(done || written.is_empty(), "{case}: {written:?}");
        match &first {
            Ok(_) => assert!(done, "{case}"),
            Err(problema) => assert!(problema.status >= 500, "{case}: {problema:?}"),
        }

        // Who tries again with the same key gets the one answer that there is.
        let again = quale.run(&operatore, id, &key).await.unwrap_or_else(|problema| panic!("{case}: {problema:?}"));
        assert!(first.is_err() || first.as_ref() == Ok(&again), "{case}: another answer");
        assert_eq!(quale.run(&operatore, id, &key).await.as_ref(), Ok(&again), "{case}");
        let end = rows(&system);
        assert_eq!(changes(&before, &end).len(), modello.writes.len(), "{case}");
        assert_eq!(registers(&end, 2026), quale.registers(cases), "{case}");
    }
    cases
}

async fn all(quale: Quale) {
    let modello = undisturbed(quale).await;
    let expected = modello.calls.len();
    assert!(expected >= 5, "{:?}", modello.calls);
    assert!(modello.writes.iter().any(|kind| kind == "registrazione"), "{:?}", modello.writes);
    // Of a request, what was done is read again after it.
    let transaction = modello.calls[expected - usize::try_from(quale.versione()).expect("a few")];
    let contended = Modello { calls: vec![transaction], ..modello.clone() };
    let mut groups: Vec<_> = modi().into_iter().map(|modo| tokio::spawn(commands(quale, modo, modello.clone()))).collect();
    groups.push(tokio::spawn(commands(quale, Modo::Una(Fault::TransactionConflict), contended)));
    let mut cases = 0;
    for group in groups {
        cases += group.await.expect("a group");
    }
    println!("{cases} faults at {quale:?}");
    assert_eq!(cases as usize, 7 * expected + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passing_on_happens_once_or_not_at_all() {
    all(Quale::Forward).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn asking_for_a_document_happens_once_or_not_at_all() {
    all(Quale::Request).await;
}
