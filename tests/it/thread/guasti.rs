//! A message is written once and whole, whatever fails at whichever call.

use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::{System, chiave, messaggio};

use crate::passi::{changes, register, rows};

/// What one message writes, the employer told of nothing.
const APPEND: [&str; 5] = ["chiave", "contatore", "registrazione", "testata", "voce"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_append_survives_any_fault_at_any_call() {
    let system = System::start().await;
    let first = system.datore(0).await;
    let id = first.ask().await;
    system.cloud.meter().reset();
    first.append(id, &messaggio(1)).await.expect("added");
    let snapshot = system.cloud.meter().snapshot();
    let calls = u32::try_from(snapshot.calls(Target::DynamoDb)).expect("a few");
    assert_eq!(calls, 6, "{:?}", snapshot.operations.keys().collect::<Vec<_>>());

    let mut numbers = 2;
    let once = [Fault::Refuse, Fault::Status500, Fault::Throttle, Fault::DropAnswer].map(|fault| (fault, false));
    for (fault, lasting) in once.into_iter().chain([(Fault::Status500, true), (Fault::Refuse, true)]) {
        for call in 1..=calls {
            let case = format!("{fault:?} at {call}, lasting {lasting}");
            let datore = system.datore(numbers).await;
            let id = datore.ask().await;
            let (key, before) = (chiave(), rows(&system));
            let rule = Rule::new(Target::DynamoDb, fault.clone()).from_call(call);
            system.cloud.faults().inject(if lasting { rule } else { rule.times(1) });
            let attempt = datore.append_with_key(id, &messaggio(1), &key).await;
            system.cloud.faults().clear();
            let written = changes(&before, &rows(&system));
            assert!(written.is_empty() || written == APPEND, "{case}: {written:?}");
            match &attempt {
                Ok(_) => assert_eq!(written, APPEND, "{case}"),
                Err(problema) => assert!(problema.status >= 500, "{case}: {problema:?}"),
            }
            let again = datore.append_with_key(id, &messaggio(1), &key).await.unwrap_or_else(|problema| panic!("{case}: {problema:?}"));
            assert_eq!(again.quesito.versione, 2, "{case}");
            assert_eq!(changes(&before, &rows(&system)), APPEND, "{case}");
            numbers += 2;
        }
    }
    assert_eq!(register(&rows(&system), 2026), (1..=numbers).collect::<Vec<_>>());
}
