//! `cargo xtask migra`: what a former release left is put right, whatever stops it, and while people use the system.

use cassetto_domain::id::QuesitoId;
use cassetto_local::{Fault, Gate, Rule, Target};
use cassetto_operazioni::migra::{EsitoPasso, MigraError, Opzioni, migra};
use cassetto_store::migrazione::PASSI;
use cassetto_tests::{Individuo, System};
use serde_json::{Value, json};

use crate::fsck::is_whole;
use crate::passi::{Rows, rows};

const OPZIONI: Opzioni = Opzioni { pagina: 7, al_secondo: 10_000, conta: false };

async fn run(system: &System) -> Result<Vec<EsitoPasso>, MigraError> {
    migra(&system.kit().store, OPZIONI, system.now()).await
}

/// The row that says how far one has come.
fn punto() -> (String, String) {
    ("MIGRA".to_owned(), "MIGRA".to_owned())
}

/// All rows but that one.
fn others(system: &System) -> Rows {
    let mut all = rows(system);
    all.remove(&punto());
    all
}

/// Four quesiti of an employer with an intermediary, each where it belongs: two are to be read, two aren't.
async fn system() -> (System, Individuo, Vec<QuesitoId>) {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let mut ids = Vec::new();
    for n in 0..4 {
        let id = anna.ask().await;
        if n % 2 == 0 {
            bruna.take(id, 1).await.expect("taken");
        }
        ids.push(id);
    }
    system.cloud.settle().await.expect("settled");
    is_whole(&system).await.expect("whole");
    (system, anna, ids)
}

/// As a former release left them: one is missing from its lists, one is in them without reason, one is in somebody else's.
fn breaks(system: &System, ids: &[QuesitoId]) {
    let all = rows(system);
    let header = |n: usize| all[&(format!("Q#{}", ids[n]), "Q".to_owned())].clone();
    let (mut out, mut wrongly_in, mut elsewhere) = (header(0), header(1), header(2));
    for name in ["g5pk", "g5sk"] {
        out.as_object_mut().expect("a row").remove(name).expect("a key of the list");
        wrongly_in[name] = header(0)[name].clone();
    }
    wrongly_in["g5sk"] = wrongly_in["g2sk"].clone();
    elsewhere["g4pk"] = json!({ "S": format!("I#{}#T", ids[0]) });
    system.cloud.put_rows(&[out, wrongly_in, elsewhere]).expect("rows");
}

#[tokio::test]
async fn what_is_in_a_wrong_list_is_put_right_and_nothing_else_is_touched() {
    let (system, _anna, ids) = system().await;
    let before = others(&system);
    breaks(&system, &ids);
    let found = is_whole(&system).await.expect_err("three wrong headers");
    assert_eq!(found.matches("copie-in-elenco").count(), 3, "{found}");

    let fatti = run(&system).await.expect("migrated");
    assert_eq!(fatti.iter().map(|passo| (passo.nome, passo.corrette, passo.illeggibili)).collect::<Vec<_>>(), [("turni", 3, 0)]);
    assert_eq!(others(&system), before);
    is_whole(&system).await.expect("whole");
    assert_eq!(rows(&system)[&punto()]["v"], json!({ "N": PASSI.len().to_string() }));

    // Every step was taken: one read and nothing more.
    system.cloud.meter().reset();
    assert_eq!(run(&system).await.expect("nothing to do"), []);
    assert_eq!(system.cloud.meter().snapshot().total_calls(), 1);
}

#[tokio::test]
async fn counting_writes_nothing() {
    let (system, _anna, ids) = system().await;
    breaks(&system, &ids);
    let before = rows(&system);
    let fatti = migra(&system.kit().store, Opzioni { conta: true, ..OPZIONI }, system.now()).await.expect("counted");
    assert_eq!(fatti.iter().map(|passo| passo.corrette).sum::<u64>(), 3);
    assert_eq!(rows(&system), before);
}

/// The service dies at the n-th call, before or after that has its effect, for each n: pages, rows that are put right, notes of how far
/// one has come. The same command again comes to the same end.
#[tokio::test]
async fn stopped_at_any_call_it_goes_on() {
    let (system, _anna, ids) = system().await;
    let end = others(&system);
    breaks(&system, &ids);
    let start: Vec<Value> = rows(&system).into_values().collect();
    system.cloud.meter().reset();
    run(&system).await.expect("migrated");
    let calls = u32::try_from(system.cloud.meter().snapshot().total_calls()).expect("a number");
    assert!(calls > 15, "{calls} calls: pages are small");
    let mut resumed = 0;
    for fault in [Fault::Refuse, Fault::DropAnswer] {
        for call in 1..=calls {
            system.cloud.delete_row(&json!("MIGRA"), &json!("MIGRA")).expect("gone");
            system.cloud.put_rows(&start).expect("rows");
            // What the SDK tries again is dead too.
            system.cloud.faults().inject(Rule::new(Target::DynamoDb, fault.clone()).from_call(call));
            let stopped = run(&system).await;
            system.cloud.faults().clear();
            assert!(stopped.is_err(), "call {call} of {calls}");
            resumed += u32::from(rows(&system).get(&punto()).is_some_and(|row| !row["ps"].is_null()));
            run(&system).await.unwrap_or_else(|error| panic!("call {call}: {error}"));
            assert_eq!(others(&system), end, "call {call}, {fault:?}");
        }
    }
    println!("{} kills of {calls} calls, {resumed} went on in the middle", calls * 2);
    assert!(resumed > calls / 2, "most of them went on from a page in the middle");
    is_whole(&system).await.expect("whole");
}

#[tokio::test]
async fn a_table_of_a_later_release_is_refused() {
    let (system, _anna, ids) = system().await;
    breaks(&system, &ids);
    let (mut row, noti) = (json!({ "pk": { "S": "MIGRA" }, "sk": { "S": "MIGRA" } }), PASSI.len());
    row["v"] = json!({ "N": (noti + 1).to_string() });
    system.cloud.put_rows(&[row]).expect("a row");
    let before = rows(&system);
    let error = run(&system).await.expect_err("a later one");
    assert!(matches!(error, MigraError::Futura { .. }), "{error}");
    assert_eq!(rows(&system), before);
}

/// Somebody reads between what the step saw and what it writes: the reading stays, and the lists follow it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_moves_meanwhile_is_not_written_over() {
    let (system, anna, ids) = system().await;
    breaks(&system, &ids);
    let gate = Gate::default();
    // The first three updates are the step's: each stands at the gate until the row has moved on.
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Hold(gate.clone())).on("UpdateItem").times(1));
    let (store, now) = (system.kit().store.clone(), system.now());
    let step = tokio::spawn(async move { migra(&store, OPZIONI, now).await });
    gate.arrival().await;
    for id in [ids[0], ids[2]] {
        anna.mark_read(id, 2).await.expect("read");
    }
    gate.open_for_one();
    step.await.expect("a task").expect("migrated");
    is_whole(&system).await.expect("whole");
    for id in [ids[0], ids[2]] {
        assert_eq!(anna.see(id).await.expect("a detail").letture.datore.expect("read").versione, 2);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_at_once_do_not_mix() {
    let (system, _anna, ids) = system().await;
    let end = others(&system);
    breaks(&system, &ids);
    let gate = Gate::default();
    // The first stands where it notes its first page, until the second is through.
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Hold(gate.clone())).on("PutItem").times(1));
    let (store, now) = (system.kit().store.clone(), system.now());
    let first = tokio::spawn(async move { migra(&store, OPZIONI, now).await });
    gate.arrival().await;
    run(&system).await.expect("the second");
    gate.open_for_one();
    let error = first.await.expect("a task").expect_err("the first");
    assert!(matches!(error, MigraError::Contesa { passo: 1 }), "{error}");
    assert_eq!(others(&system), end);
    is_whole(&system).await.expect("whole");
}
