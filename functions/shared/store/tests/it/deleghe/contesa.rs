//! Many at once for the same employer.

use std::sync::Arc;

use cassetto_domain::calendario::oggi;
use cassetto_domain::delega::{Lato, StatoDelega};
use cassetto_store::{EsitoAccettazione, GruppoDeleghe, StoreError};

use super::{active, ask, code, famiglia, richiesta, studio};
use crate::ambiente::store;
use crate::campioni::{after, now};

const STUDI: u8 = 6;

#[tokio::test(flavor = "multi_thread")]
async fn of_many_accepted_at_once_one_is_active() {
    let store = Arc::new(store().await);
    let anna = famiglia(&store, 1, "Esempio", "Anna").await;
    let mut tasks = Vec::new();
    for number in 0..STUDI {
        let delega = richiesta(number + 1, &anna, &studio(&store, 90 + number).await);
        ask(&store, &delega, now()).await;
        let codice = code(&store, delega.intermediario.id, delega.id, after(1)).await;
        let store = Arc::clone(&store);
        tasks.push(tokio::spawn(async move { store.accept_delega(&delega, Lato::Intermediario, None, &codice, after(2)).await.unwrap() }));
    }
    for task in tasks {
        assert!(matches!(task.await.unwrap(), EsitoAccettazione::Accettata(_)), "each had its turn");
    }
    let active = store.deleghe_del_datore(anna.id, GruppoDeleghe::Attive, oggi(now())).await.unwrap();
    assert_eq!(active.len(), 1);
    let ended = store.deleghe_del_datore(anna.id, GruppoDeleghe::Concluse, oggi(now())).await.unwrap();
    assert_eq!(ended.len(), usize::from(STUDI) - 1);
    for number in 0..STUDI {
        let granted = store.concessione(crate::campioni::persona_id(90 + number), anna.id, now()).await.unwrap();
        assert_eq!(granted.is_some(), active[0].intermediario.id == crate::campioni::persona_id(90 + number));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn revoked_by_both_sides_at_once_it_ends_once() {
    let store = Arc::new(store().await);
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = active(&store, &richiesta(1, &anna, &carla), now()).await;
    let revoke = |lato| {
        let (store, delega) = (Arc::clone(&store), delega.clone());
        tokio::spawn(async move { store.revoke_delega(&delega, lato, after(60)).await })
    };
    let (one, other) = (revoke(Lato::Datore), revoke(Lato::Intermediario));
    let results = [one.await.unwrap(), other.await.unwrap()];
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    assert_eq!(results.iter().filter(|result| matches!(result, Err(StoreError::Conflitto))).count(), 1);
    let delega = store.delega(anna.id, delega.id).await.unwrap().unwrap();
    assert_eq!((delega.stato, delega.storia.len()), (StatoDelega::Revocata, 3));
}
