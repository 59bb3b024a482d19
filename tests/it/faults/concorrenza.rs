//! Two at the same quesito, or the same key twice, brought to the same point and let go one after the other.

use std::sync::Arc;

use cassetto_local::{Fault, Gate, Rule, Target};
use cassetto_tests::{Individuo, System};

use crate::passi::{CHANGE, Comando, SEND, at, changes, chiave, nuovo, office, register, rows, send, sent};

fn answer(number: u32) -> Comando {
    Comando::Answer { chiave: chiave(number), allegati: Vec::new() }
}

/// Served by functions that share nothing with the first ones, as two requests at once are in the cloud.
async fn elsewhere(system: &System, who: &Individuo) -> Individuo {
    at(&system.cloud.replicate().await.expect("a gateway"), who)
}

/// The next two transactions wait at the gate.
fn hold_two(system: &System) -> Gate {
    let gate = Gate::default();
    let rule = Rule::new(Target::DynamoDb, Fault::Hold(gate.clone())).on("TransactWriteItems").times(2);
    system.cloud.faults().inject(rule);
    gate
}

#[tokio::test]
async fn of_two_operators_one_wins_and_nothing_is_overwritten() {
    let pairs = [
        (1, Comando::Take, Comando::Take),
        (2, answer(1), answer(2)),
        (2, Comando::Close, Comando::Close),
        (2, answer(1), Comando::Close),
        (2, Comando::Close, answer(2)),
        (2, Comando::Comment, Comando::Comment),
        (2, Comando::Comment, Comando::Close),
    ];
    for (versione, first, second) in pairs {
        let system = System::start().await;
        let datore = system.datore(1).await;
        let one = Arc::new(system.operatore(1).await);
        let other = Arc::new(elsewhere(&system, &system.operatore(2).await).await);
        let id = sent(&datore, 1).await.id;
        if versione > 1 {
            office(&one, id, 1, &Comando::Take).await.expect("taken");
        }
        let case = format!("{first:?}, {second:?}");
        let gate = hold_two(&system);
        let start = |who: &Arc<_>, comando: &Comando| {
            let (who, comando) = (Arc::clone(who), comando.clone());
            tokio::spawn(async move { office(&who, id, versione, &comando).await })
        };
        let winner = start(&one, &first);
        gate.arrival().await;
        let loser = start(&other, &second);
        gate.arrival().await;
        // Both have read the same version and are about to write.
        gate.open_for_one();
        let won = winner.await.expect("a task").unwrap_or_else(|problema| panic!("{case}: {problema:?}"));
        assert_eq!(won.quesito.versione, versione + 1, "{case}");
        let after = rows(&system);
        gate.open_for_one();
        let problema = loser.await.expect("a task").expect_err(&case);
        assert!(problema.tipo.ends_with(":versione-superata"), "{case}: {problema:?}");
        assert_eq!(problema.status, 409);
        assert_eq!(rows(&system), after, "{case}: the loser wrote");
        let operatore = system.kit().store.thread(id).await.expect("a thread").expect("a quesito").quesito.operatore;
        assert_eq!(operatore.expect("somebody has it").id, one.id, "{case}");
        register(&after, 2026);
    }
}

#[tokio::test]
async fn the_same_send_twice_at_once_is_one() {
    let system = System::start().await;
    let datore = Arc::new(system.datore(1).await);
    let quesito = nuovo(&datore, Vec::new());
    let before = rows(&system);
    let second = Arc::new(elsewhere(&system, &datore).await);
    let gate = hold_two(&system);
    let start = |who: &Arc<_>| {
        let (who, quesito) = (Arc::clone(who), quesito.clone());
        tokio::spawn(async move { send(&who, &chiave(1), &quesito).await })
    };
    let (one, other) = (start(&datore), start(&second));
    gate.arrival().await;
    gate.arrival().await;
    gate.open_for_one();
    gate.open_for_one();
    let (one, other) = (one.await.expect("a task").expect("a quesito"), other.await.expect("a task").expect("a quesito"));
    assert_eq!(one, other);
    assert_eq!(changes(&before, &rows(&system)), SEND);
}

#[tokio::test]
async fn the_same_answer_twice_at_once_is_one() {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, Arc::new(system.operatore(1).await));
    let id = sent(&datore, 1).await.id;
    let before = rows(&system);
    office(&operatore, id, 1, &Comando::Take).await.expect("taken");
    let taken = rows(&system);
    assert_eq!(changes(&before, &taken), CHANGE);
    let second = Arc::new(elsewhere(&system, &operatore).await);
    let gate = hold_two(&system);
    let start = |who: &Arc<_>| {
        let who = Arc::clone(who);
        tokio::spawn(async move { office(&who, id, 2, &answer(1)).await })
    };
    let (one, other) = (start(&operatore), start(&second));
    gate.arrival().await;
    gate.arrival().await;
    gate.open_for_one();
    gate.open_for_one();
    let (one, other) = (one.await.expect("a task").expect("an answer"), other.await.expect("a task").expect("an answer"));
    assert_eq!(one, other);
    assert_eq!(one.quesito.versione, 3);
    assert_eq!(register(&rows(&system), 2026), [1, 2]);
}

#[tokio::test]
async fn a_send_that_meets_another_takes_the_next_number() {
    let system = System::start().await;
    let one = Arc::new(system.datore(1).await);
    let other = Arc::new(elsewhere(&system, &system.datore(2).await).await);
    let gate = hold_two(&system);
    let start = |who: &Arc<_>, number| {
        let who = Arc::clone(who);
        tokio::spawn(async move { sent(&who, number).await })
    };
    let (first, second) = (start(&one, 1), start(&other, 2));
    gate.arrival().await;
    gate.arrival().await;
    gate.open_for_one();
    gate.open_for_one();
    let mut numbers = [first.await.expect("a task"), second.await.expect("a task")].map(|sent| sent.protocollo.numero);
    numbers.sort();
    assert_eq!(numbers, ["0000001", "0000002"]);
    assert_eq!(register(&rows(&system), 2026), [1, 2]);
}
