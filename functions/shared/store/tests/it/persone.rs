//! People, rapporti, delegations.

use cassetto_domain::rapporto::StatoRapporto;
use cassetto_domain::ruolo::Ruolo;
use cassetto_store::{NuovaSessione, Rapporto, StoreError};
use jiff::civil::date;

use crate::ambiente::store;
use crate::campioni::{datore, now, persona_id, rapporto};

#[tokio::test]
async fn home_is_the_person_and_their_rapporti_only() {
    let store = store().await;
    assert!(matches!(store.home(persona_id(1)).await, Err(StoreError::Assente)));
    let cessato = Rapporto { stato: StatoRapporto::Cessato, fine: Some(date(2025, 6, 30)), ..rapporto("9/z-9") };
    store.put_persona(&datore()).await.unwrap();
    store.put_rapporto(persona_id(1), &rapporto("1234567890")).await.unwrap();
    store.put_rapporto(persona_id(1), &cessato).await.unwrap();
    store.put_rapporto(persona_id(2), &rapporto("5555555555")).await.unwrap();
    let sessione = NuovaSessione { persona: persona_id(1), ruolo: Ruolo::Datore, nome: "Mario Rossi".to_owned(), sede: None };
    store.create_session(&sessione, now()).await.unwrap();

    assert_eq!(store.home(persona_id(1)).await.unwrap(), (datore(), vec![rapporto("1234567890"), cessato]));
    assert_eq!(store.persona(persona_id(1)).await.unwrap(), Some(datore()));
    assert_eq!(store.rapporto(persona_id(1), &rapporto("1234567890").codice).await.unwrap(), Some(rapporto("1234567890")));
    assert_eq!(store.rapporto(persona_id(1), &rapporto("5555555555").codice).await.unwrap(), None);
}

#[tokio::test]
async fn prepare_reads_what_is_the_callers() {
    let store = store().await;
    store.put_persona(&datore()).await.unwrap();
    store.put_rapporto(persona_id(1), &rapporto("1234567890")).await.unwrap();
    let mine = store.prepare(persona_id(1), "una-chiave-nuova", persona_id(1), &rapporto("1234567890").codice, now()).await.unwrap();
    assert_eq!((mine.persona, mine.rapporto, mine.replay), (Some(datore()), Some(rapporto("1234567890")), None));
    let other = store.prepare(persona_id(2), "una-chiave-nuova", persona_id(2), &rapporto("1234567890").codice, now()).await.unwrap();
    assert_eq!((other.persona, other.rapporto, other.replay), (None, None, None));
}
