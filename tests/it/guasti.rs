//! Every operation under every fault at every call that it makes, then random schedules of all that; the check of the whole store is
//! the judge: nothing that was confirmed is lost, nothing is doubled but a notice, every register is without gaps.
//!
//! Which calls an operation makes is recorded, not written down. `CASSETTO_GUASTI=tutti` tries every case instead of a part of them,
//! `CASSETTO_GUASTI=Registro,Spazza` every case of these operations and nothing of the others; `CASSETTO_SEMI=2000` so many schedules, `CASSETTO_DAL=500` from that seed on, `CASSETTO_SEME=17` that one alone.

mod caso;
mod modi;
mod operazioni;
mod semi;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use cassetto_local::{Options, Target};
use cassetto_tests::System;
use tokio::task::{LocalSet, spawn_local};

use caso::Conti;
use modi::Modo;
use operazioni::Operazione;

/// Cases of an operation in a normal run, spread over its calls and modes.
const FEW: usize = 4;

/// Calls alike that are each played, of those that follow each other.
const ALIKE: usize = 8;

/// Operations that share a system: starting one and checking all of it costs more than a case.
const TOGETHER: usize = 8;

/// When a call that doesn't answer is given up. Soon, but no machine is so busy that a call without a fault takes as long.
const ATTEMPT: Duration = Duration::from_secs(3);

async fn system() -> System {
    System::start_with(|options| Options { attempt_timeout: Some(ATTEMPT), ..options }).await
}

/// What `CASSETTO_GUASTI` names.
enum Casi {
    /// Nothing: a part of the cases of each operation.
    Pochi,
    Tutti,
    /// All cases of these alone.
    Di(Vec<Operazione>),
}

impl Casi {
    fn wanted() -> Self {
        match std::env::var("CASSETTO_GUASTI").as_deref() {
            Err(_) => Self::Pochi,
            Ok("tutti") => Self::Tutti,
            Ok(names) => Self::Di(names.split(',').map(named).collect()),
        }
    }

    const fn are_few(&self) -> bool {
        matches!(self, Self::Pochi)
    }

    fn operazioni(&self) -> &[Operazione] {
        match self {
            Self::Pochi | Self::Tutti => &Operazione::ALL,
            Self::Di(some) => some,
        }
    }
}

fn named(name: &str) -> Operazione {
    Operazione::ALL.into_iter().find(|operazione| format!("{operazione:?}") == name).unwrap_or_else(|| panic!("no operation {name}"))
}

/// Calls at which a fault is played, from 1. Where many alike follow each other, a reading of each sede, the first ones and the last
/// stand for those between: the same code at the same step, for another sede.
fn places(calls: &[(Target, String)]) -> Vec<usize> {
    let mut start = 0;
    let mut places = Vec::new();
    for run in calls.chunk_by(|one, next| one == next) {
        places.extend((1..=run.len()).filter(|n| *n <= ALIKE || *n == run.len()).map(|n| start + n));
        start += run.len();
    }
    places
}

/// The cases of some operations in one system, one after the other, and what must hold in the end.
async fn cases(operazioni: Vec<Operazione>) -> Vec<(Operazione, Conti)> {
    let (system, mut table) = (system().await, Vec::new());
    for operazione in operazioni.iter().copied() {
        let started = Instant::now();
        let calls = caso::record(&system, operazione).await;
        let transacts = calls.iter().any(|(_, call)| call == "TransactWriteItems");
        let modes = Modo::ALL.into_iter().filter(|modo| transacts || *modo != Modo::Conflitto);
        let places = places(&calls);
        let all: Vec<(Modo, usize)> = modes.flat_map(|modo| places.iter().map(move |n| (modo, *n))).collect();
        let step = if Casi::wanted().are_few() { (all.len() / FEW).max(1) } else { 1 };
        let mut conti = Conti { chiamate: calls.len(), ..Conti::default() };
        for (modo, n) in all.into_iter().skip(table.len() % step).step_by(step) {
            caso::play(&system, operazione, modo, u32::try_from(n).expect("a few"), &mut conti).await;
        }
        let seconds = started.elapsed().as_secs();
        println!("{}, {seconds} s", row(&format!("{operazione:?}"), &conti));
        table.push((operazione, conti));
    }
    let esito = caso::end(&system).await.unwrap_or_else(|broken| panic!("{operazioni:?}: {broken}"));
    caso::assert_nothing_doubled(&esito, &format!("{operazioni:?}"));
    system.cloud.shutdown().await;
    table
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_operation_survives_any_fault_at_any_call() {
    let table = LocalSet::new().run_until(all_cases()).await;
    let mut all = Conti::default();
    println!("{:<20} {:>8} {:>6} {:>8} {:>10}", "operation", "calls", "cases", "struck", "refused");
    for (name, conti) in &table {
        println!("{}", row(name, conti));
        all.chiamate += conti.chiamate;
        all.casi += conti.casi;
        all.colpiti += conti.colpiti;
        all.rifiutati += conti.rifiutati;
    }
    println!(
        "{} operations, {} calls, {} modes: {} cases, {} struck, {} first answers refused",
        table.len(),
        all.chiamate,
        Modo::ALL.len(),
        all.casi,
        all.colpiti,
        all.rifiutati
    );
    assert!(all.colpiti * 2 > all.casi, "most faults strike");
}

fn row(name: &str, conti: &Conti) -> String {
    format!("{name:<20} {:>8} {:>6} {:>8} {:>10}", conti.chiamate, conti.casi, conti.colpiti, conti.rifiutati)
}

/// All operations, some systems at a time, by name.
async fn all_cases() -> BTreeMap<String, Conti> {
    let mut table = BTreeMap::new();
    let running: Vec<_> = Casi::wanted().operazioni().chunks(TOGETHER).map(|some| spawn_local(cases(some.to_vec()))).collect();
    for cases in running {
        let cases = cases.await.expect("the cases");
        table.extend(cases.into_iter().map(|(operazione, conti)| (format!("{operazione:?}"), conti)));
    }
    table
}

#[test]
fn of_many_calls_alike_the_first_ones_and_the_last_are_played() {
    let call = |name: &str| (Target::DynamoDb, name.to_owned());
    let mut calls = vec![call("GetItem"), call("Query")];
    assert_eq!(places(&calls), [1, 2]);
    calls.extend((0..20).map(|_| call("Query")));
    calls.push(call("PutItem"));
    assert_eq!(places(&calls), [1, 2, 3, 4, 5, 6, 7, 8, 9, 22, 23]);
}
