//! A service that does not answer at all: what the caller is told, and that nothing changes.

use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::{Client, System};
use serde_json::{Value, json};

use crate::passi::{Comando, allegati, chiave, nuovo, office, rows, send, sent};

/// What a caller must never read.
const CAUSES: [&str; 10] = ["dynamo", "amazon", "aws", "s3", "127.0.0.1", "connect", "http", "internal server error", "timeout", "source"];

/// What of the answer is ours to say.
fn assert_says_nothing(case: &str, problema: &Value) {
    let text = problema.to_string().to_lowercase();
    for cause in CAUSES {
        assert!(!text.contains(cause), "{case}: {cause} in {text}");
    }
}

async fn ask(client: Client, method: &'static str, location: String, body: Option<Value>) -> (u16, Option<String>, Value) {
    let key = (method == "POST").then(|| chiave(9));
    let response = client.raw(method, &location, body.map(|body| body.to_string()), key.as_deref()).await;
    let header = |name: &str| response.headers().get(name).map(|value| value.to_str().expect("text").to_owned());
    let (status, media, retry) = (response.status().as_u16(), header("content-type"), header("retry-after"));
    assert_eq!(media.as_deref(), Some("application/problem+json"), "{method} {location}: {status}");
    (status, retry, serde_json::from_slice(&response.bytes().await.expect("a body")).expect("JSON"))
}

async fn without_dynamodb(fault: Fault, status: u16, slug: &str) {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let id = sent(&datore, 1).await.id;
    let before = rows(&system);
    let quesito = serde_json::to_value(nuovo(&datore, Vec::new())).expect("JSON");
    let credenziali = json!({ "codice_fiscale": datore.codice_fiscale.as_str(), "pin": "Prova123" });
    let (citizen, office) = (&datore.client, &operatore.client);
    let requests: Vec<(&Client, &'static str, String, Option<Value>)> = vec![
        (citizen, "GET", "/api/status".to_owned(), None),
        (citizen, "GET", "/api/sessione".to_owned(), None),
        (citizen, "POST", "/api/sessione".to_owned(), Some(credenziali)),
        (citizen, "GET", "/api/home".to_owned(), None),
        (citizen, "GET", "/api/quesiti".to_owned(), None),
        (citizen, "GET", format!("/api/quesiti/{id}"), None),
        (citizen, "GET", format!("/api/quesiti/{id}/ricevuta"), None),
        (citizen, "POST", "/api/quesiti".to_owned(), Some(quesito)),
        (office, "GET", "/api/fascicolo/quesiti".to_owned(), None),
        (office, "POST", format!("/api/fascicolo/quesiti/{id}/presa-in-carico"), Some(json!({ "versione": 1 }))),
    ];
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, fault));
    let asked: Vec<_> = requests
        .into_iter()
        .map(|(client, method, location, body)| {
            let case = format!("{method} {location}");
            (case, tokio::spawn(ask(client.clone(), method, location, body)))
        })
        .collect();
    let mut correlazioni = std::collections::BTreeSet::new();
    for (case, asked) in asked {
        let (answered, retry, problema) = asked.await.expect("a task");
        assert_eq!((answered, &problema["status"]), (status, &json!(status)), "{case}: {problema}");
        assert!(problema["type"].as_str().is_some_and(|tipo| tipo.ends_with(slug)), "{case}: {problema}");
        assert_says_nothing(&case, &problema);
        if status == 500 {
            let correlazione = problema["correlazione"].as_str().unwrap_or_default().to_owned();
            assert!(!correlazione.is_empty() && correlazioni.insert(correlazione), "{case}: {problema}");
        } else {
            assert_eq!(retry.as_deref(), Some("5"), "{case}");
        }
    }
    assert_eq!(rows(&system), before);
    system.cloud.faults().clear();
    send(&datore, &chiave(9), &nuovo(&datore, Vec::new())).await.expect("a quesito");
}

#[tokio::test]
async fn dynamodb_that_refuses_is_an_internal_error_that_tells_nothing() {
    without_dynamodb(Fault::Refuse, 500, ":errore-interno").await;
}

#[tokio::test]
async fn dynamodb_that_fails_is_an_internal_error_that_tells_nothing() {
    without_dynamodb(Fault::Status500, 500, ":errore-interno").await;
}

#[tokio::test]
async fn s3_down_is_an_internal_error_and_nothing_is_sent() {
    let system = System::start().await;
    let (datore, operatore) = (system.datore(1).await, system.operatore(1).await);
    let first = send(&datore, &chiave(1), &nuovo(&datore, allegati(&datore, 1).await)).await.expect("a quesito");
    office(&operatore, first.id, 1, &Comando::Take).await.expect("taken");
    let quesito = nuovo(&datore, allegati(&datore, 2).await);
    let comando = Comando::Answer { chiave: chiave(2), allegati: allegati(&operatore, 1).await };
    let (before, objects) = (rows(&system), system.cloud.object_keys().expect("keys"));
    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Refuse));
    let archivio = ask(datore.client.clone(), "GET", format!("/api/quesiti/{}/archivio", first.id), None);
    let key = chiave(3);
    let (sent, answered, archivio) = tokio::join!(send(&datore, &key, &quesito), office(&operatore, first.id, 2, &comando), archivio);
    for (case, problema) in [("send", sent.expect_err("no quesito")), ("answer", answered.expect_err("no answer"))] {
        assert_eq!((problema.status, problema.correlazione.is_some()), (500, true), "{case}");
        assert_says_nothing(case, &serde_json::to_value(&problema).expect("JSON"));
    }
    assert_eq!(archivio.0, 500);
    assert_says_nothing("archivio", &archivio.2);
    assert_eq!((rows(&system), system.cloud.object_keys().expect("keys")), (before, objects));
}
