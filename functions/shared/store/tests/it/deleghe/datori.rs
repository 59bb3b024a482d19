//! The employers of an intermediary: found by name, codice fiscale and codice rapporto, at the same price however many they are.

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::delega::{Lato, TipoDelega};
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_domain::stato::Stato;
use cassetto_store::{Concessione, Delega, Pagina, Persona, Quesito, RicercaDatori, Store, StoreError, VistaDelegato};

use super::{famiglia, studio};
use crate::ambiente::store;
use crate::campioni::{after, chiave, datore, invio, now, persona_id, quieto, rapporto, ricevuta};

/// An active delega from the archives.
async fn archived(store: &Store, datore: &Persona, intermediario: &Persona) -> Delega {
    let id = DelegaId::from_bytes(*datore.id.as_bytes());
    let delega = Delega::archiviata(id, datore, intermediario, TipoDelega::Consulente, now());
    store.put_delega(&delega).await.unwrap();
    delega
}

async fn search(store: &Store, ricerca: RicercaDatori, cursor: Option<&str>, limit: usize) -> Pagina<Concessione> {
    store.list_datori(persona_id(99), &ricerca, cursor, limit, now()).await.unwrap()
}

fn names(page: &Pagina<Concessione>) -> Vec<&str> {
    page.voci.iter().map(|concessione| concessione.nome.as_str()).collect()
}

fn nome(text: &str) -> RicercaDatori {
    RicercaDatori::Nome(text.to_owned())
}

#[tokio::test]
async fn by_surname_and_name() {
    let store = store().await;
    let carla = studio(&store, 99).await;
    let people = [(1, "Rossi", "Mario"), (2, "D'Amico", "Niccolò"), (3, "Rossi", "Ada"), (4, "Álvarez", "Inés"), (5, "Rosso", "Bruno")];
    for (number, cognome, nome) in people {
        archived(&store, &famiglia(&store, number, cognome, nome).await, &carla).await;
    }
    archived(&store, &famiglia(&store, 6, "Rossi", "Zoe").await, &studio(&store, 98).await).await;

    let all = search(&store, RicercaDatori::Tutti, None, 10).await;
    assert_eq!(names(&all), ["Álvarez Inés", "D'Amico Niccolò", "Rossi Ada", "Rossi Mario", "Rosso Bruno"]);
    assert_eq!(all.cursor, None);
    for (prefix, found) in [("ROSSI", 2), ("ross", 3), ("dàmico", 1), ("d'amico n", 1), ("x", 0), ("~", 5)] {
        assert_eq!(search(&store, nome(prefix), None, 10).await.voci.len(), found, "{prefix}");
    }
}

#[tokio::test]
async fn by_codice_fiscale_and_by_codice_rapporto() {
    let store = store().await;
    let carla = studio(&store, 99).await;
    let mario = famiglia(&store, 1, "Rossi", "Mario").await;
    let other = Persona { id: persona_id(2), codice_fiscale: CodiceFiscale::parse("RSSMRA85T10A56NH").unwrap(), ..datore() };
    store.put_persona(&other).await.unwrap();
    store.put_rapporto(mario.id, &rapporto("1234567890")).await.unwrap();
    store.put_rapporto(other.id, &rapporto("5555555555")).await.unwrap();
    archived(&store, &mario, &carla).await;

    let codice = |codice: &str| RicercaDatori::Rapporto(CodiceRapporto::parse(codice).unwrap());
    assert_eq!(names(&search(&store, RicercaDatori::CodiceFiscale(mario.codice_fiscale.clone()), None, 5).await), ["Rossi Mario"]);
    assert_eq!(names(&search(&store, codice("1234567890"), None, 5).await), ["Rossi Mario"]);
    // Somebody who delegated nobody is not found by who knows their codes.
    assert!(search(&store, RicercaDatori::CodiceFiscale(other.codice_fiscale), None, 5).await.voci.is_empty());
    assert!(search(&store, codice("5555555555"), None, 5).await.voci.is_empty());
    assert!(search(&store, codice("0000000000"), None, 5).await.voci.is_empty());
}

#[tokio::test]
async fn pages_join_without_gaps() {
    let store = store().await;
    let carla = studio(&store, 99).await;
    for number in 0..40 {
        archived(&store, &famiglia(&store, number, "Bianchi", &format!("A{}", number % 7)).await, &carla).await;
    }
    let (mut seen, mut cursor) = (Vec::<PersonaId>::new(), None);
    loop {
        let page = search(&store, nome("bianchi"), cursor.as_deref(), 7).await;
        seen.extend(page.voci.iter().map(|concessione| concessione.datore));
        cursor = page.cursor;
        if cursor.is_none() {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 40);
    for bad in ["x", "MTIzNA", ""] {
        let result = store.list_datori(persona_id(99), &RicercaDatori::Tutti, Some(bad), 7, now()).await;
        assert!(matches!(result, Err(StoreError::CursorNonValido)), "{bad}");
    }
}

/// What a page of each list costs: calls and read units.
async fn prices(store: &Store) -> Vec<(Vec<String>, f64)> {
    let mut prices = Vec::new();
    for ricerca in [RicercaDatori::Tutti, nome("Quattrocchi")] {
        let (metered, consumo) = store.metered();
        let page = metered.list_datori(persona_id(99), &ricerca, None, 20, now()).await.unwrap();
        assert_eq!(page.voci.len(), 20);
        prices.push((consumo.chiamate().iter().map(ToString::to_string).collect(), consumo.letture()));
    }
    for vista in [VistaDelegato::Stato(Stato::Aperta)] {
        let (metered, consumo) = store.metered();
        let page = metered.list_quesiti_delegati(persona_id(99), vista, None, 20, now()).await.unwrap();
        assert_eq!(page.voci.len(), 20);
        prices.push((consumo.chiamate().iter().map(ToString::to_string).collect(), consumo.letture()));
    }
    prices
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_costs_the_same_with_twenty_employers_and_with_two_thousand() {
    let mut found = Vec::new();
    for employers in [20_u16, 2_000] {
        let store = store().await;
        let carla = studio(&store, 99).await;
        for number in 0..employers {
            let id = PersonaId::from_bytes({
                let mut bytes = [200; 16];
                bytes[..2].copy_from_slice(&number.to_be_bytes());
                bytes
            });
            let persona = Persona { id, nome: format!("Maria {number:04}"), cognome: "Quattrocchi".to_owned(), ..datore() };
            archived(&store, &persona, &carla).await;
            // The twenty most urgent are of twenty employers either way.
            if number < 40 {
                let sent = quieto(invio(&chiave(u32::from(number))));
                let sent = cassetto_store::NuovoInvio { datore: id, delegato: Some(carla.id), ..sent };
                ricevuta(store.submit(&sent, after(number.into())).await.unwrap());
            }
        }
        found.push(prices(&store).await);
    }
    assert_eq!(found[0], found[1]);
    for (calls, _) in &found[0] {
        assert_eq!(calls, &["Query", "BatchGetItem"]);
    }
}

#[tokio::test]
async fn rows_of_an_employer_who_revoked_are_left_out_before_the_index_knows() {
    let store = store().await;
    let carla = studio(&store, 99).await;
    let mario = famiglia(&store, 1, "Rossi", "Mario").await;
    let delega = archived(&store, &mario, &carla).await;
    let sent = cassetto_store::NuovoInvio { delegato: Some(carla.id), ..quieto(invio(&chiave(1))) };
    let id = ricevuta(store.submit(&sent, now()).await.unwrap()).quesito;
    let list = async || {
        let vista = VistaDelegato::Stato(Stato::Aperta);
        let page: Pagina<Quesito> = store.list_quesiti_delegati(carla.id, vista, None, 20, now()).await.unwrap();
        page.voci.iter().map(|quesito| quesito.id).collect::<Vec<_>>()
    };
    assert_eq!(list().await, [id]);
    store.revoke_delega(&delega, Lato::Datore, after(1)).await.unwrap();
    assert!(list().await.is_empty());
}
