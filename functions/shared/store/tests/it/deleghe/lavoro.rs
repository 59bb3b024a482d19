//! The work that puts an employer's quesiti in the lists of who acts for them: it ends, whatever interrupts it.

use cassetto_domain::delega::Lato;
use cassetto_domain::stato::Stato;
use cassetto_store::{LavoroInAttesa, NuovoInvio, Persona, SHARDS_LAVORO, Store, VistaDelegato};
use jiff::{SignedDuration, Timestamp};

use super::{active, famiglia, richiesta, studio};
use crate::ambiente::store;
use crate::campioni::{after, chiave, invio, persona_id, quieto, ricevuta};

async fn due(store: &Store, at: Timestamp) -> Vec<LavoroInAttesa> {
    let mut due = Vec::new();
    for shard in 0..SHARDS_LAVORO {
        due.extend(store.lavori(shard, at).await.unwrap());
    }
    due
}

/// Does what is due, as a tick of the schedule.
async fn tick(store: &Store, at: Timestamp) -> usize {
    let due = due(store, at).await;
    for lavoro in &due {
        store.work(lavoro, at).await.unwrap();
    }
    due.len()
}

async fn send(store: &Store, number: u32, delegato: Option<&Persona>) {
    let sent = NuovoInvio { delegato: delegato.map(|persona| persona.id), ..quieto(invio(&chiave(number))) };
    ricevuta(store.submit(&sent, after(number.into())).await.unwrap());
}

async fn seen(store: &Store, intermediario: &Persona) -> usize {
    let vista = VistaDelegato::Stato(Stato::Aperta);
    let (mut count, mut cursor) = (0, None);
    loop {
        let page = store.list_quesiti_delegati(intermediario.id, vista, cursor.as_deref(), 50, after(5_000)).await.unwrap();
        count += page.voci.len();
        cursor = page.cursor;
        if cursor.is_none() {
            return count;
        }
    }
}

const QUESITI: u32 = 60;

#[tokio::test]
async fn old_quesiti_go_to_the_new_delegate_and_leave_with_them() {
    let store = store().await;
    let (anna, carla, dario) = (famiglia(&store, 1, "Rossi", "Mario").await, studio(&store, 9).await, studio(&store, 8).await);
    for number in 0..QUESITI {
        send(&store, number, None).await;
    }
    active(&store, &richiesta(1, &anna, &carla), after(1_000)).await;
    assert_eq!(seen(&store, &carla).await, 0);
    assert_eq!(tick(&store, after(1_001)).await, 1);
    assert_eq!(seen(&store, &carla).await, 60);
    assert_eq!(tick(&store, after(1_002)).await, 0, "the second pass comes later");

    // One that was being sent while the delega changed: the second pass takes it along.
    send(&store, 500, None).await;
    assert_eq!(tick(&store, after(1_200)).await, 1);
    assert_eq!(seen(&store, &carla).await, 61);
    assert!(due(&store, after(1_000_000)).await.iter().all(|work| matches!(work.lavoro, cassetto_store::Lavoro::Scadenza { .. })));

    // Handed over: whole threads, to the other one only.
    let second = active(&store, &richiesta(2, &anna, &dario), after(2_000)).await;
    tick(&store, after(2_001)).await;
    assert_eq!((seen(&store, &carla).await, seen(&store, &dario).await), (0, 61));
    store.revoke_delega(&second, Lato::Datore, after(3_000)).await.unwrap();
    tick(&store, after(3_001)).await;
    let quesito = store.list_quesiti(persona_id(1), &cassetto_store::FiltroQuesiti::default(), None, 1).await.unwrap().voci[0].id;
    assert_eq!(store.quesito(quesito).await.unwrap().unwrap().delegato, None);
}

#[tokio::test]
async fn work_that_is_interrupted_goes_on_where_it_was() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Rossi", "Mario").await, studio(&store, 9).await);
    for number in 0..QUESITI {
        send(&store, number, None).await;
    }
    active(&store, &richiesta(1, &anna, &carla), after(1_000)).await;
    // The process dies when some have moved and not all.
    let work = due(&store, after(1_001)).await.remove(0);
    let some = async { while seen(&store, &carla).await == 0 {} };
    tokio::select! {
        done = store.work(&work, after(1_001)) => panic!("it was still at work: {done:?}"),
        () = some => {}
    }
    let (half, at) = (seen(&store, &carla).await, after(1_001) + SignedDuration::from_mins(2));
    assert!((1..60).contains(&half), "{half}");
    assert_eq!(tick(&store, after(1_002)).await, 0, "nobody takes it up before its time");
    assert_eq!(tick(&store, at).await, 1);
    assert_eq!(seen(&store, &carla).await, 60);
}

#[tokio::test]
async fn two_at_once_on_the_same_work_do_no_harm() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Rossi", "Mario").await, studio(&store, 9).await);
    for number in 0..10 {
        send(&store, number, None).await;
    }
    active(&store, &richiesta(1, &anna, &carla), after(1_000)).await;
    let work = due(&store, after(1_001)).await.remove(0);
    let (one, other) = tokio::join!(store.work(&work, after(1_001)), store.work(&work, after(1_001)));
    one.unwrap();
    other.unwrap();
    assert_eq!(seen(&store, &carla).await, 10);
}
