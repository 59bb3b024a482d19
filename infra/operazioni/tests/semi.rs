//! Loading twice is loading once; stopped in the middle it goes on; what people changed stays theirs.
#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::io::{self, BufReader, Cursor, Read};

use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::contatto::{Cellulare, Contatti};
use cassetto_operazioni::{Conteggi, SemiError, carica};
use cassetto_store::{Store, StoreConfig};
use dynoxide::Database;
use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::net::TcpListener;

async fn table() -> (Store, Database) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let database = Database::memory().unwrap();
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database.clone(), std::future::pending()));
    let store = Store::connect(StoreConfig {
        region: "eu-south-1".to_owned(),
        table: "cassetto".to_owned(),
        dynamodb_endpoint: Some(endpoint),
        credentials: Some(("prova".to_owned(), "prova".to_owned())),
        ..StoreConfig::default()
    });
    store.create_table().await.unwrap();
    (store, database)
}

/// Everything in the table, in order.
fn rows(database: &Database) -> Vec<String> {
    let request = serde_json::from_value(json!({"TableName": "cassetto"})).unwrap();
    let answer = serde_json::to_value(database.scan(request).unwrap()).unwrap();
    let mut rows: Vec<String> = answer["Items"].as_array().unwrap().iter().map(Value::to_string).collect();
    rows.sort();
    rows
}

fn now() -> Timestamp {
    "2026-11-23T11:00:00Z".parse().unwrap()
}

fn file(versione: u32, surname: &str) -> String {
    let anna = json!({
        "ruolo": "datore", "nome": "Anna", "cognome": surname, "codice_fiscale": "SMPNNA68D52H501Q", "cap": "00185",
        "contatti": {"cellulare": "+393000000001", "email": "anna@esempio.example"},
        "rapporti": [{"codice": "1000000011", "lavoratore": "Irina Modello", "mansione": "badante", "stato": "attivo", "contratto": "tin",
            "inizio": "2021-03-01", "ore": 40}],
        "phc": "$argon2id$v=19$m=19456,t=2,p=1$c2FsZQ$aW1wcm9udGE",
    });
    let dario = json!({
        "ruolo": "operatore", "nome": "Dario", "cognome": "Ipotesi", "codice_fiscale": "PTSDRA80B14H501Q", "sede": "7000",
        "phc": "$argon2id$v=19$m=19456,t=2,p=1$c2FsZQ$aW1wcm9udGE",
    });
    format!("{}\n{anna}\n{dario}\n", json!({"semi": "prova", "versione": versione}))
}

async fn load(store: &Store, text: &str) -> Result<Conteggi, SemiError> {
    carica(store, Cursor::new(text.to_owned()), now()).await
}

const ALL: Conteggi =
    Conteggi { persone_nuove: 2, persone_aggiornate: 0, persone_invariate: 0, rapporti_scritti: 1, credenziali_scritte: 2 };
const NOTHING: Conteggi =
    Conteggi { persone_nuove: 0, persone_aggiornate: 0, persone_invariate: 2, rapporti_scritti: 0, credenziali_scritte: 0 };

#[tokio::test]
async fn twice_is_once() {
    let (store, database) = table().await;
    assert_eq!(load(&store, &file(1, "Esempio")).await.unwrap(), ALL);
    let before = rows(&database);
    assert_eq!(load(&store, &file(1, "Esempio")).await.unwrap(), NOTHING);
    assert_eq!(rows(&database), before);
}

/// A file on a disk that is unplugged after so many bytes.
struct Unplugged(Cursor<String>, u64);

impl Read for Unplugged {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.1 - self.0.position()).unwrap();
        if left == 0 {
            return Err(io::Error::other("unplugged"));
        }
        let most = left.min(buffer.len());
        self.0.read(&mut buffer[..most])
    }
}

#[tokio::test]
async fn stopped_in_the_middle_it_goes_on() {
    let (store, _) = table().await;
    let text = file(1, "Esempio");
    let two_lines = text.match_indices('\n').nth(1).unwrap().0 + 10;
    let unplugged = BufReader::new(Unplugged(Cursor::new(text.clone()), two_lines as u64));
    assert!(matches!(carica(&store, unplugged, now()).await, Err(SemiError::File(_))));
    assert_eq!(store.versione_semi("prova").await.unwrap(), None, "half a file is no version");
    let rest = Conteggi { persone_nuove: 1, persone_invariate: 1, credenziali_scritte: 1, ..Conteggi::default() };
    assert_eq!(load(&store, &text).await.unwrap(), rest);
    assert_eq!(store.versione_semi("prova").await.unwrap(), Some(1));
}

#[tokio::test]
async fn what_a_person_changed_stays_theirs() {
    let (store, _) = table().await;
    load(&store, &file(1, "Esempio")).await.unwrap();
    let id = store.titolare(&CodiceFiscale::parse("SMPNNA68D52H501Q").unwrap()).await.unwrap().unwrap();
    let mut anna = store.persona(id).await.unwrap().unwrap();
    anna.contatti = Contatti { cellulare: Some(Cellulare::parse("+393000000009").unwrap()), ..Contatti::default() };
    store.put_persona(&anna).await.unwrap();

    let married = load(&store, &file(2, "Modello")).await.unwrap();
    assert_eq!((married.persone_aggiornate, married.persone_invariate), (1, 1));
    let after = store.persona(id).await.unwrap().unwrap();
    assert_eq!((after.cognome.as_str(), after.contatti), ("Modello", anna.contatti));
}

#[tokio::test]
async fn an_older_file_is_refused() {
    let (store, database) = table().await;
    load(&store, &file(2, "Esempio")).await.unwrap();
    let before = rows(&database);
    let error = load(&store, &file(1, "Prova")).await.unwrap_err();
    assert!(matches!(error, SemiError::Superati { presente: 2, versione: 1, .. }), "{error}");
    assert_eq!(rows(&database), before);
}

#[tokio::test]
async fn a_line_that_cannot_be_read_is_told_by_its_number_and_not_quoted() {
    let (store, _) = table().await;
    let wrong = file(1, "Esempio").replace("PTSDRA80B14H501Q", "PTSDRA80B14H501X");
    let error = load(&store, &wrong).await.unwrap_err().to_string();
    assert!(error.starts_with("line 3: ") && !error.contains("PTSDRA"), "{error}");
}
