//! The office's commands with a fault at each of their calls: done once or not at all, and never twice.

use std::collections::BTreeMap;
use std::sync::Arc;

use cassetto_domain::id::QuesitoId;
use cassetto_local::{Fault, Target};
use cassetto_tests::{Individuo, System};

use super::{Chiamata, Modo, calls, modi};
use crate::passi::{CHANGE, CLOSE, Comando, Rows, allegati, changes, chiave, office, register, rows, sent};

/// What an answer writes.
const ANSWER: [&str; 7] = ["avviso", "avviso", "chiave", "contatore", "registrazione", "testata", "voce"];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quale {
    Take,
    Answer,
    Close,
}

impl Quale {
    const fn writes(self) -> &'static [&'static str] {
        match self {
            Self::Take => &CHANGE,
            Self::Close => &CLOSE,
            Self::Answer => &ANSWER,
        }
    }

    const fn versione(self) -> u32 {
        match self {
            Self::Take => 1,
            Self::Answer | Self::Close => 2,
        }
    }

    /// The command with documents and a key of its own.
    async fn comando(self, operatore: &Individuo, number: u32) -> Comando {
        match self {
            Self::Take => Comando::Take,
            Self::Close => Comando::Close,
            Self::Answer => Comando::Answer { chiave: chiave(number), allegati: allegati(operatore, 1).await },
        }
    }
}

/// A quesito that the command may be done to.
async fn ready(datore: &Individuo, operatore: &Individuo, number: u32, quale: Quale) -> QuesitoId {
    let id = sent(datore, number).await.id;
    if quale != Quale::Take {
        office(operatore, id, 1, &Comando::Take).await.expect("taken");
    }
    id
}

async fn calls_of(quale: Quale) -> Vec<Chiamata> {
    let system = Arc::new(System::start().await);
    let datore = Arc::new(system.datore(1).await);
    let operatore = Arc::new(system.operatore(1).await);
    let id = ready(&datore, &operatore, 0, quale).await;
    let comando = quale.comando(&operatore, 1_000).await;
    system.cloud.meter().reset();
    office(&operatore, id, quale.versione(), &comando).await.expect("done");
    let snapshot = system.cloud.meter().snapshot();
    println!("{quale:?}: {:?}", snapshot.operations.iter().map(|((_, name), usage)| (name, usage.calls)).collect::<Vec<_>>());
    let totals = [Target::DynamoDb, Target::S3].map(|target| (target, snapshot.calls(target)));
    // Prepared before, so that what is held is the command's own.
    let mut prepared = BTreeMap::new();
    for (target, total) in totals {
        for n in 1..=u32::try_from(total).expect("a few") {
            let number = n + 100 * (target as u32);
            let id = ready(&datore, &operatore, number + 1, quale).await;
            prepared.insert(number, (id, quale.comando(&operatore, 2_000 + number).await));
        }
    }
    calls(&system, &totals, |number| {
        let (operatore, (id, comando)) = (operatore.clone(), prepared[&number].clone());
        async move {
            office(&operatore, id, quale.versione(), &comando).await.expect("done");
        }
    })
    .await
}

async fn commands(quale: Quale, modo: Modo, calls: Vec<Chiamata>) -> u32 {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let faults = system.cloud.faults();
    let mut cases = 0;
    for call in calls {
        cases += 1;
        let case = format!("{quale:?}, {modo:?} at {call:?}");
        let id = ready(&datore, &operatore, cases, quale).await;
        let comando = quale.comando(&operatore, 1_000 + cases).await;
        let (before, struck): (Rows, u32) = (rows(&system), faults.struck());
        modo.inject(faults, call);
        let first = office(&operatore, id, quale.versione(), &comando).await;
        faults.clear();
        assert!(faults.struck() > struck, "nothing struck: {case}");

        let written = changes(&before, &rows(&system));
        let done = written == quale.writes();
        assert!(done || written.is_empty(), "{case}: {written:?}");
        match &first {
            Ok(_) => assert!(done, "{case}"),
            Err(problema) => assert!(problema.status >= 500, "{case}: {problema:?}"),
        }

        // Who tries again learns that it is done, or does it: an answer has a key and gets its own answer again.
        let again = office(&operatore, id, quale.versione(), &comando).await;
        match again {
            Ok(_) => assert!(!done || quale == Quale::Answer, "{case}: done twice"),
            Err(problema) => assert!(done && problema.tipo.ends_with(":versione-superata"), "{case}: {problema:?}"),
        }
        let end = rows(&system);
        assert_eq!(changes(&before, &end), quale.writes(), "{case}");
        let numbers = if quale == Quale::Answer { 2 * cases } else { cases };
        assert_eq!(register(&end, 2026), (1..=numbers).collect::<Vec<_>>(), "{case}");
    }
    cases
}

async fn all(quale: Quale, expected: usize) {
    let calls = calls_of(quale).await;
    assert_eq!(calls.len(), expected, "{calls:?}");
    let transaction = calls[expected - 2];
    let mut groups: Vec<_> = modi().into_iter().map(|modo| tokio::spawn(commands(quale, modo, calls.clone()))).collect();
    groups.push(tokio::spawn(commands(quale, Modo::Una(Fault::TransactionConflict), vec![transaction])));
    let mut cases = 0;
    for group in groups {
        cases += group.await.expect("a group");
    }
    println!("{cases} faults at {quale:?}");
    assert_eq!(cases as usize, 7 * expected + 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn taking_in_charge_happens_once_or_not_at_all() {
    all(Quale::Take, 5).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_happens_once_or_not_at_all() {
    all(Quale::Answer, 9).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_happens_once_or_not_at_all() {
    all(Quale::Close, 5).await;
}
