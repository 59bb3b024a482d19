//! What operations cost in calls, capacity units and bytes: as much with ten thousand quesiti in the table as with ten.

use std::collections::BTreeMap;

use cassetto_api::endpoint::Nulla;
use cassetto_api::quesiti::{Lettura, MarkRead, QuesitoPath};
use cassetto_domain::id::QuesitoId;
use cassetto_domain::pin::Pin;
use cassetto_domain::ruolo::Ruolo;
use cassetto_local::{Snapshot, Target};
use cassetto_tests::{Individuo, System};
use data_encoding::BASE64;
use serde_json::Value;

use crate::passi::{Comando, Rows, allegati, chiave, nuovo, office, register, rows, send};

const PIN: &str = "Prova123";

/// One operation and what it cost.
struct Misura {
    operazione: &'static str,
    costo: Snapshot,
    /// Of the answer.
    bytes: usize,
}

/// The names and counts of the calls, in alphabetical order within each service.
fn calls(costo: &Snapshot) -> Vec<(&str, u64)> {
    costo.operations.iter().map(|((_, name), usage)| (name.as_str(), usage.calls)).collect()
}

/// Fills the table up to `count` quesiti of one employer and one sede, copies of the first but for identifiers, numbers and instants.
fn fill(system: &System, first: QuesitoId, count: u32) {
    let template = rows(system);
    let rows_of = |wanted: fn(&(String, String)) -> bool| template.iter().find(|(key, _)| wanted(key)).expect("a row").1.clone();
    let header = rows_of(|(_, sk)| sk == "Q");
    let message = rows_of(|(_, sk)| sk == "V#000001");
    let key = rows_of(|(pk, _)| pk.starts_with("I#"));
    let registration = rows_of(|(pk, sk)| pk.starts_with("REG#") && sk != "N");
    let mut counter = rows_of(|(pk, sk)| pk.starts_with("REG#") && sk == "N");
    let presented: i64 = header["g1sk"]["S"].as_str().and_then(|sk| sk.split('#').next()?.parse().ok()).expect("an instant");
    let protocollo = header["p"]["S"].as_str().and_then(|text| text.strip_suffix('1')).expect("the first number");

    for chunk in (2..=count).collect::<Vec<_>>().chunks(1000) {
        let mut copies = Vec::new();
        for &number in chunk {
            let id = QuesitoId::from_bytes(u128::from(number).to_be_bytes());
            let blob = BASE64.encode(id.as_bytes());
            let sort = format!("{:013}#{id}", presented - i64::from(number) * 1000);
            let by_term = format!("{}#{sort}", header["te"]["S"].as_str().expect("a term"));
            let mut copy = |row: &Value, changes: &[(&str, &str, &str)]| {
                let mut row = row.clone();
                for (name, kind, value) in changes {
                    row[*name] = serde_json::json!({ *kind: value });
                }
                copies.push(row);
            };
            let pk = format!("Q#{id}");
            let protocollo = format!("{protocollo}{number}");
            copy(&header, &[("pk", "S", &pk), ("g1sk", "S", &sort), ("g2sk", "S", &by_term), ("p", "S", &protocollo)]);
            copy(&message, &[("pk", "S", &pk), ("p", "S", &protocollo)]);
            copy(&registration, &[("sk", "S", &format!("{number:07}")), ("q", "B", &blob)]);
            let key_pk = key["pk"]["S"].as_str().expect("a key").replace(&chiave(1), &chiave(number));
            copy(&key, &[("pk", "S", &key_pk), ("q", "B", &blob), ("p", "S", &protocollo)]);
        }
        system.cloud.put_rows(&copies).expect("rows");
    }
    counter["n"] = serde_json::json!({ "N": count.to_string() });
    system.cloud.put_rows(&[counter]).expect("a counter");
    assert_eq!(template.keys().filter(|(pk, _)| *pk == format!("Q#{first}")).count(), 2, "nothing else of the first one yet");
}

/// Everything that people do, once each, on a table of `count` quesiti.
async fn measure(count: u32) -> Vec<Misura> {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let phc = cassetto_login::pin_hash::hash(&Pin::parse(PIN).expect("a PIN")).expect("a hash");
    system.pin(&datore, Ruolo::Datore, phc).await;
    let first = send(&datore, &chiave(1), &with_long_oggetto(&datore)).await.expect("a quesito").id;
    fill(&system, first, count);
    assert_eq!(quesiti(&rows(&system)), count as usize);

    let mut all = Vec::new();
    sign_in(&system, &datore, &mut all).await;
    let mut look = async |operazione, who: &Individuo, location: String| {
        system.cloud.meter().reset();
        let response = who.client.raw("GET", &location, None, None).await;
        assert_eq!(response.status(), 200, "{location}");
        let bytes = response.bytes().await.expect("a body").len();
        all.push(Misura { operazione, costo: system.cloud.meter().snapshot(), bytes });
    };
    look("stato", &datore, "/api/status".to_owned()).await;
    look("home", &datore, "/api/home".to_owned()).await;
    look("elenco di 5", &datore, "/api/quesiti?limit=5".to_owned()).await;
    look("elenco di 20", &datore, "/api/quesiti".to_owned()).await;
    look("elenco di 50", &datore, "/api/quesiti?limit=50".to_owned()).await;
    look("coda di 5", &operatore, "/api/fascicolo/quesiti?vista=da_assegnare&limit=5".to_owned()).await;
    look("coda di 20", &operatore, "/api/fascicolo/quesiti?vista=da_assegnare".to_owned()).await;
    look("coda vuota", &operatore, "/api/fascicolo/quesiti?vista=chiuse".to_owned()).await;

    let quesito = nuovo(&datore, allegati(&datore, 3).await);
    system.cloud.meter().reset();
    let id = send(&datore, &chiave(900_000), &quesito).await.expect("a quesito").id;
    all.push(Misura { operazione: "invio", costo: system.cloud.meter().snapshot(), bytes: 0 });
    system.cloud.meter().reset();
    assert_eq!(send(&datore, &chiave(900_000), &quesito).await.expect("a quesito").id, id);
    all.push(Misura { operazione: "invio ripetuto", costo: system.cloud.meter().snapshot(), bytes: 0 });

    let comandi = [
        ("presa in carico", Comando::Take),
        ("commento", Comando::Comment),
        ("risposta", Comando::Answer { chiave: chiave(900_001), allegati: allegati(&operatore, 1).await }),
        ("chiusura", Comando::Close),
    ];
    for (versione, (operazione, comando)) in (1..).zip(comandi) {
        system.cloud.meter().reset();
        office(&operatore, id, versione, &comando).await.expect(operazione);
        all.push(Misura { operazione, costo: system.cloud.meter().snapshot(), bytes: 0 });
    }
    system.cloud.meter().reset();
    let path = QuesitoPath { id };
    datore.client.call::<MarkRead>(&path, &Nulla {}, &Lettura { versione: 5 }).await.expect("read");
    all.push(Misura { operazione: "lettura", costo: system.cloud.meter().snapshot(), bytes: 0 });
    let mut look = async |operazione, location: String| {
        system.cloud.meter().reset();
        let response = datore.client.raw("GET", &location, None, None).await;
        let bytes = response.bytes().await.expect("a body").len();
        all.push(Misura { operazione, costo: system.cloud.meter().snapshot(), bytes });
    };
    look("dettaglio", format!("/api/quesiti/{id}")).await;
    look("ricevuta", format!("/api/quesiti/{id}/ricevuta")).await;
    look("archivio", format!("/api/quesiti/{id}/archivio")).await;
    look("ricerca senza esito", "/api/quesiti?oggetto=introvabile".to_owned()).await;
    let numbers = register(&rows(&system), 2026);
    assert_eq!(numbers, (1..=count + 2).collect::<Vec<_>>());
    all
}

fn quesiti(rows: &Rows) -> usize {
    rows.keys().filter(|(_, sk)| sk == "Q").count()
}

/// As long as an oggetto may be, in ASCII.
fn with_long_oggetto(datore: &Individuo) -> cassetto_api::quesiti::NuovoQuesito {
    cassetto_api::quesiti::NuovoQuesito { oggetto: "o".repeat(120), ..nuovo(datore, Vec::new()) }
}

async fn sign_in(system: &System, datore: &Individuo, all: &mut Vec<Misura>) {
    let mut attempt = async |operazione, pin: &str, tipo: Option<&str>| {
        system.cloud.meter().reset();
        let answer = system.client().sign_in(datore.codice_fiscale.as_str(), pin).await;
        match (answer, tipo) {
            (Ok(_), None) => {}
            (Err(problema), Some(tipo)) if problema.tipo.ends_with(tipo) => {}
            (answer, _) => panic!("{operazione}: {answer:?}"),
        }
        all.push(Misura { operazione, costo: system.cloud.meter().snapshot(), bytes: 0 });
    };
    let wrong = Some(":credenziali-non-valide");
    attempt("accesso", PIN, None).await;
    attempt("accesso errato", "Prova124", wrong).await;
    attempt("accesso dopo un errore", PIN, None).await;
    for _ in 0..4 {
        attempt("accesso errato", "Prova124", wrong).await;
    }
    attempt("accesso errato e rallentato", "Prova124", wrong).await;
    attempt("accesso troppo presto", PIN, Some(":accesso-rallentato")).await;
    system.advance(std::time::Duration::from_secs(30));
    attempt("accesso rallentato", PIN, None).await;
}

/// Calls, at most these read units and these write units.
type Limite = (&'static str, &'static [(&'static str, u64)], f64, f64);

/// Every operation, the read of the session included.
const LIMITI: &[Limite] = &[
    // Two writing calls, three rows: the attempt is counted before it is examined, so it can't be part of the batch that clears it.
    ("accesso", &[("BatchWriteItem", 1), ("Query", 1), ("UpdateItem", 1)], 2.0, 3.0),
    ("accesso errato", &[("Query", 1), ("UpdateItem", 1)], 2.0, 1.0),
    ("accesso dopo un errore", &[("BatchWriteItem", 1), ("Query", 1), ("UpdateItem", 1)], 2.0, 3.0),
    ("accesso errato e rallentato", &[("Query", 1), ("UpdateItem", 1)], 2.0, 1.0),
    ("accesso troppo presto", &[("Query", 1)], 2.0, 0.0),
    ("accesso rallentato", &[("BatchWriteItem", 1), ("Query", 1), ("UpdateItem", 1)], 2.0, 3.0),
    ("stato", &[("GetItem", 1)], 0.5, 0.0),
    // Person and rapporti, what waits, the latest twenty, the drafts.
    ("home", &[("GetItem", 1), ("Query", 4)], 4.0, 0.0),
    ("elenco di 5", &[("GetItem", 1), ("Query", 1)], 1.5, 0.0),
    ("elenco di 20", &[("GetItem", 1), ("Query", 1)], 2.0, 0.0),
    ("elenco di 50", &[("GetItem", 1), ("Query", 1)], 4.0, 0.0),
    ("coda di 5", &[("GetItem", 1), ("Query", 1)], 1.5, 0.0),
    ("coda di 20", &[("GetItem", 1), ("Query", 1)], 2.0, 0.0),
    ("coda vuota", &[("GetItem", 1), ("Query", 1)], 1.5, 0.0),
    // The session, the delega, the counter; what is asked about and who is told.
    (
        "invio",
        &[("BatchGetItem", 2), ("GetItem", 3), ("Query", 1), ("TransactWriteItems", 1), ("CopyObject", 3), ("GetObject", 3)],
        5.5,
        18.0,
    ),
    ("invio ripetuto", &[("BatchGetItem", 1), ("GetItem", 1), ("Query", 1)], 3.0, 0.0),
    // From here on one write unit is the list of those in turn: gsi5.
    ("presa in carico", &[("BatchGetItem", 1), ("GetItem", 1), ("Query", 2), ("TransactWriteItems", 1)], 5.0, 12.0),
    ("commento", &[("GetItem", 1), ("Query", 2), ("TransactWriteItems", 1)], 5.0, 7.0),
    (
        "risposta",
        &[("BatchGetItem", 1), ("GetItem", 3), ("Query", 2), ("TransactWriteItems", 1), ("CopyObject", 1), ("GetObject", 1)],
        7.0,
        17.0,
    ),
    ("chiusura", &[("BatchGetItem", 1), ("GetItem", 1), ("Query", 2), ("TransactWriteItems", 1)], 5.0, 14.0),
    // The header, its list and, since nothing is left to read, the list of those in turn.
    ("lettura", &[("GetItem", 2), ("UpdateItem", 1)], 2.0, 3.0),
    ("dettaglio", &[("GetItem", 1), ("Query", 1)], 2.5, 0.0),
    ("ricevuta", &[("GetItem", 2), ("Query", 1)], 3.5, 0.0),
    ("archivio", &[("GetItem", 1), ("Query", 1), ("GetObject", 4), ("PutObject", 1)], 3.0, 0.0),
];

/// Those that show more where there is more; all others cost exactly the same.
const PAGES: [&str; 5] = ["home", "elenco di 20", "elenco di 50", "coda di 20", "ricerca senza esito"];

/// Bytes of JSON, before compression.
const BYTES: [(&str, usize); 4] = [("elenco di 20", 14_000), ("coda di 20", 15_000), ("home", 14_000), ("dettaglio", 5_000)];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn costs_do_not_grow_with_the_table() {
    let (few, many) = tokio::join!(measure(10), measure(10_000));
    assert_eq!(few.len(), many.len());
    println!("{:28} {:>6} {:>6} {:>7}  calls", "with 10,000 quesiti", "read", "write", "bytes");
    for (few, many) in few.iter().zip(&many) {
        let (operazione, costo) = (many.operazione, &many.costo);
        println!("{operazione:28} {:6.1} {:6.1} {:7}  {:?}", costo.read_units(), costo.write_units(), many.bytes, calls(costo));
        if !PAGES.contains(&operazione) {
            assert_eq!(few.costo, many.costo, "{operazione}");
        }
        let Some((_, expected, read, write)) = LIMITI.iter().find(|limite| limite.0 == operazione) else { continue };
        for misura in [few, many] {
            let costo = &misura.costo;
            assert_eq!(calls(costo), *expected, "{operazione}");
            assert!(costo.read_units() <= *read, "{operazione}: {} read units", costo.read_units());
            assert!(costo.write_units() <= *write, "{operazione}: {} write units", costo.write_units());
        }
        if let Some((_, bytes)) = BYTES.iter().find(|(name, _)| *name == operazione) {
            assert!(many.bytes <= *bytes, "{operazione}: {} bytes", many.bytes);
        }
    }
    // What finds nothing looks at a thousand rows and gives a cursor.
    let search = many.iter().find(|misura| misura.operazione == "ricerca senza esito").expect("a search");
    assert_eq!(search.costo.of(Target::DynamoDb, "Query").calls, 10);
    assert!(search.costo.read_units() <= 60.0, "{}", search.costo.read_units());
}

/// `docs/COSTI.md` is calculated from what the bench wrote down once: that is what is asserted here.
#[test]
fn the_cost_model_is_calculated_from_what_is_asserted() {
    let misure: Value = serde_json::from_str(include_str!("../../infra/costi/misure.json")).expect("JSON");
    let mut compared = 0;
    for (operazione, expected, read, write) in LIMITI {
        let costo = &misure["operazioni"][*operazione]["costo"];
        if costo.is_null() {
            continue;
        }
        // The bench's thread has fewer documents, and is open: its detail says too how long such an answer usually takes.
        if !["archivio", "dettaglio"].contains(operazione) {
            let calls: BTreeMap<&str, u64> = expected.iter().copied().collect();
            assert_eq!(costo["chiamate"], serde_json::json!(calls), "{operazione}: cargo xtask bench --parte operazioni --misure");
        }
        for (unita, most) in [("unita_lettura", read), ("unita_scrittura", write)] {
            assert!(costo[unita].as_f64().is_some_and(|units| units <= *most), "{operazione}: {unita}");
        }
        compared += 1;
    }
    assert!(compared >= 9, "{compared} operations in both");
}
