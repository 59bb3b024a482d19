//! One delega from the request to its end.

use cassetto_domain::calendario::oggi;
use cassetto_domain::codice_usa::{CodiceUso, EsitoCodice};
use cassetto_domain::delega::{FattoDelega, Lato, StatoDelega};
use cassetto_store::{Delega, EsitoAccettazione, EsitoRichiesta, GruppoDeleghe, StoreError};
use jiff::SignedDuration;

use super::{accept, active, ask, chiave, code, famiglia, richiesta, studio};
use crate::ambiente::store;
use crate::campioni::{after, now};

#[tokio::test]
async fn asked_accepted_and_revoked() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = richiesta(1, &anna, &carla);
    assert_eq!(ask(&store, &delega, now()).await, EsitoRichiesta::Registrata(delega.clone()));
    assert_eq!(store.delega_di(carla.id, delega.id).await.unwrap(), Some(delega.clone()));
    assert_eq!(store.concessione(carla.id, anna.id, now()).await.unwrap(), None, "a request opens nothing");

    let EsitoAccettazione::Accettata(attiva) = accept(&store, &delega, after(60)).await else { panic!("a right code") };
    assert_eq!((attiva.stato, attiva.dal), (StatoDelega::Attiva, Some(oggi(now()))));
    assert_eq!(attiva.filiale.as_ref().unwrap().as_str(), "Roma Prati");
    let concessione = store.concessione(carla.id, anna.id, now()).await.unwrap().unwrap();
    assert_eq!((concessione.delega, concessione.nome.as_str()), (delega.id, "Esempio Anna"));
    assert_eq!(store.delegato_attivo(anna.id, now()).await.unwrap(), Some(carla.id));

    let revocata = store.revoke_delega(&attiva, Lato::Datore, after(120)).await.unwrap();
    assert_eq!(store.concessione(carla.id, anna.id, now()).await.unwrap(), None);
    assert_eq!(store.delegato_attivo(anna.id, now()).await.unwrap(), None);
    let facts: Vec<_> = revocata.storia.iter().map(|fatto| (fatto.fatto, fatto.lato)).collect();
    let expected = [
        (FattoDelega::Chiesta, Some(Lato::Datore)),
        (FattoDelega::Accettata, Some(Lato::Intermediario)),
        (FattoDelega::Revocata, Some(Lato::Datore)),
    ];
    assert_eq!(facts, expected);
    // Both sides see the same, in the same group, and in no other.
    for gruppo in [GruppoDeleghe::Richieste, GruppoDeleghe::Attive, GruppoDeleghe::Concluse] {
        let theirs = store.deleghe_dell_intermediario(carla.id, gruppo, None, 10).await.unwrap().voci;
        assert_eq!(theirs, store.deleghe_del_datore(anna.id, gruppo, oggi(now())).await.unwrap());
        assert_eq!(theirs.len(), usize::from(gruppo == GruppoDeleghe::Concluse));
    }
    assert!(matches!(store.revoke_delega(&attiva, Lato::Datore, after(180)).await, Err(StoreError::Conflitto)));
}

#[tokio::test]
async fn a_key_asks_once_and_two_requests_never_wait_at_once() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = richiesta(1, &anna, &carla);
    ask(&store, &delega, now()).await;
    assert_eq!(ask(&store, &delega, after(5)).await, EsitoRichiesta::Replay(delega.clone()));
    let other = Delega { id: super::delega_id(2), ..delega.clone() };
    assert_eq!(store.request_delega(&chiave(1), &other, after(5)).await.unwrap(), EsitoRichiesta::Replay(delega.clone()));
    assert_eq!(ask(&store, &other, after(5)).await, EsitoRichiesta::GiaChiesta);
    store.refuse_delega(&delega, Lato::Intermediario, after(6)).await.unwrap();
    assert_eq!(ask(&store, &other, after(7)).await, EsitoRichiesta::Registrata(other));
}

#[tokio::test]
async fn a_wrong_an_old_and_a_used_code_accept_nothing() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = richiesta(1, &anna, &carla);
    ask(&store, &delega, now()).await;
    let right = code(&store, carla.id, delega.id, after(1)).await;
    let wrong = CodiceUso::from_random(right.as_str().parse::<u64>().unwrap() + 1);
    let attempt = async |codice: &CodiceUso, at| store.accept_delega(&delega, Lato::Intermediario, None, codice, at).await.unwrap();

    for rimasti in [4, 3, 2, 1] {
        assert_eq!(attempt(&wrong, after(2)).await, EsitoAccettazione::Codice(EsitoCodice::Sbagliato { rimasti }));
    }
    assert_eq!(attempt(&wrong, after(2)).await, EsitoAccettazione::Codice(EsitoCodice::Esaurito));
    assert_eq!(attempt(&right, after(3)).await, EsitoAccettazione::Codice(EsitoCodice::Esaurito));
    let right = code(&store, carla.id, delega.id, after(100)).await;
    assert_eq!(attempt(&right, after(100 + 15 * 60)).await, EsitoAccettazione::Codice(EsitoCodice::Scaduto));
    assert_eq!(store.concessione(carla.id, anna.id, now()).await.unwrap(), None);
    let right = code(&store, carla.id, delega.id, after(2000)).await;
    assert!(matches!(attempt(&right, after(2001)).await, EsitoAccettazione::Accettata(_)));
    assert_eq!(attempt(&right, after(2002)).await, EsitoAccettazione::Codice(EsitoCodice::Scaduto), "a code is spent once");
}

#[tokio::test]
async fn the_last_try_is_as_good_as_the_first() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = richiesta(1, &anna, &carla);
    ask(&store, &delega, now()).await;
    let right = code(&store, carla.id, delega.id, after(1)).await;
    let wrong = CodiceUso::from_random(right.as_str().parse::<u64>().unwrap() + 1);
    let attempt = async |codice: &CodiceUso| store.accept_delega(&delega, Lato::Intermediario, None, codice, after(2)).await.unwrap();
    for rimasti in [4, 3, 2, 1] {
        assert_eq!(attempt(&wrong).await, EsitoAccettazione::Codice(EsitoCodice::Sbagliato { rimasti }));
    }
    assert!(matches!(attempt(&right).await, EsitoAccettazione::Accettata(_)));
}

#[tokio::test]
async fn a_new_delega_replaces_the_old_one_at_once() {
    let store = store().await;
    let (anna, carla, dario) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await, studio(&store, 8).await);
    let first = active(&store, &richiesta(1, &anna, &carla), now()).await;
    active(&store, &richiesta(2, &anna, &dario), after(60)).await;

    assert_eq!(store.concessione(carla.id, anna.id, now()).await.unwrap(), None);
    assert!(store.concessione(dario.id, anna.id, now()).await.unwrap().is_some());
    let old = store.delega(anna.id, first.id).await.unwrap().unwrap();
    assert_eq!((old.stato, old.storia.last().unwrap().fatto), (StatoDelega::Revocata, FattoDelega::Sostituita));
    // The same intermediary again: the grant is the new delega's.
    let third = active(&store, &richiesta(3, &anna, &dario), after(120)).await;
    assert_eq!(store.concessione(dario.id, anna.id, now()).await.unwrap().unwrap().delega, third.id);
    assert_eq!(store.deleghe_del_datore(anna.id, GruppoDeleghe::Attive, oggi(now())).await.unwrap(), [third]);
}

#[tokio::test]
async fn time_ends_a_delega_and_writes_it_down() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let last = oggi(now());
    let delega = Delega { al: Some(last), ..richiesta(1, &anna, &carla) };
    active(&store, &delega, now()).await;
    let next_day = now() + SignedDuration::from_hours(24);
    assert!(store.concessione(carla.id, anna.id, now()).await.unwrap().is_some(), "its last day belongs to it");
    assert_eq!(store.concessione(carla.id, anna.id, next_day).await.unwrap(), None);
    assert_eq!(store.delegato_attivo(anna.id, next_day).await.unwrap(), None);

    store.expire_delega(anna.id, delega.id, now()).await.unwrap();
    assert_eq!(store.delega(anna.id, delega.id).await.unwrap().unwrap().stato, StatoDelega::Attiva, "not before its time");
    store.expire_delega(anna.id, delega.id, next_day).await.unwrap();
    store.expire_delega(anna.id, delega.id, next_day).await.unwrap();
    let over = store.delega(anna.id, delega.id).await.unwrap().unwrap();
    assert_eq!((over.stato, over.storia.len(), over.storia[2].lato), (StatoDelega::Scaduta, 3, None));
    assert_eq!(store.deleghe_dell_intermediario(carla.id, GruppoDeleghe::Attive, None, 10).await.unwrap().voci, []);
}

#[tokio::test]
async fn a_request_that_nobody_answers_is_over_after_a_month() {
    let store = store().await;
    let (anna, carla) = (famiglia(&store, 1, "Esempio", "Anna").await, studio(&store, 9).await);
    let delega = richiesta(1, &anna, &carla);
    ask(&store, &delega, now()).await;
    let later = now() + SignedDuration::from_hours(31 * 24);
    assert_eq!(delega.stato_al(oggi(later)), StatoDelega::Scaduta);
    // Another request may be made even before that is written down.
    assert!(matches!(ask(&store, &Delega { id: super::delega_id(2), ..delega.clone() }, later).await, EsitoRichiesta::Registrata(_)));
    store.expire_delega(anna.id, delega.id, later).await.unwrap();
    assert_eq!(store.delega(anna.id, delega.id).await.unwrap().unwrap().stato, StatoDelega::Scaduta);
}
