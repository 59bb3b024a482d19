//! People, rapporti, delegations.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::id::PersonaId;
use cassetto_domain::rapporto::StatoRapporto;
use cassetto_domain::ruolo::Ruolo;
use cassetto_store::{Delega, NuovaSessione, Pagina, Rapporto, Store, StoreError};
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
    store.put_delega(persona_id(1), &delega(7, "Verdi Anna")).await.unwrap();
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
    let mine = store.prepare(persona_id(1), "una-chiave-nuova", &rapporto("1234567890").codice, now()).await.unwrap();
    assert_eq!((mine.persona, mine.rapporto, mine.replay), (Some(datore()), Some(rapporto("1234567890")), None));
    let other = store.prepare(persona_id(2), "una-chiave-nuova", &rapporto("1234567890").codice, now()).await.unwrap();
    assert_eq!((other.persona, other.rapporto, other.replay), (None, None, None));
}

fn delega(number: u8, nome: &str) -> Delega {
    Delega { datore: persona_id(number), nome: nome.to_owned(), codice_fiscale: CodiceFiscale::parse("RSSMRA80A01H501U").unwrap() }
}

async fn list(store: &Store, cognome: Option<&str>, cursor: Option<&str>, limit: usize) -> Pagina<Delega> {
    store.list_deleghe(persona_id(99), cognome, cursor, limit).await.unwrap()
}

fn names(page: &Pagina<Delega>) -> Vec<&str> {
    page.voci.iter().map(|delega| delega.nome.as_str()).collect()
}

#[tokio::test]
async fn deleghe_are_found_by_surname() {
    let store = store().await;
    for (number, nome) in [(1, "Rossi Mario"), (2, "D'Amico Niccolò"), (3, "Rossi Ada"), (4, "Álvarez Inés"), (5, "Rosso Bruno")] {
        store.put_delega(persona_id(99), &delega(number, nome)).await.unwrap();
    }
    store.put_delega(persona_id(98), &delega(6, "Rossi Zoe")).await.unwrap();
    assert!(store.delega(persona_id(99), persona_id(1)).await.unwrap());
    assert!(!store.delega(persona_id(99), persona_id(6)).await.unwrap());

    let all = list(&store, None, None, 10).await;
    assert_eq!(names(&all), ["Álvarez Inés", "D'Amico Niccolò", "Rossi Ada", "Rossi Mario", "Rosso Bruno"]);
    assert_eq!(all.cursor, None);
    assert_eq!(all.voci[1], delega(2, "D'Amico Niccolò"));
    for (prefix, found) in [("ROSSI", 2), ("ross", 3), ("dàmico", 1), ("d'amico n", 1), ("x", 0), ("~", 5), ("", 5)] {
        assert_eq!(list(&store, Some(prefix), None, 10).await.voci.len(), found, "{prefix}");
    }
}

#[tokio::test]
async fn pages_of_deleghe_join_without_gaps() {
    let store = store().await;
    for number in 0..40 {
        store.put_delega(persona_id(99), &delega(number, &format!("Bianchi {}", number % 7))).await.unwrap();
    }
    let (mut seen, mut cursor) = (Vec::<PersonaId>::new(), None);
    loop {
        let page = list(&store, Some("bianchi"), cursor.as_deref(), 7).await;
        seen.extend(page.voci.iter().map(|delega| delega.datore));
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 40);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 40);
    for bad in ["x", "MTIzNA", ""] {
        let result = store.list_deleghe(persona_id(99), None, Some(bad), 7).await;
        assert!(matches!(result, Err(StoreError::CursorNonValido)), "{bad}");
    }
}
