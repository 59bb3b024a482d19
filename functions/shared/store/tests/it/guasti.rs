//! A DynamoDB and an SNS that answer what the test says, in order.

use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use cassetto_domain::avviso::Canale;
use cassetto_domain::contatto::Cellulare;
use cassetto_store::{EsitoInvio, Guasto, Store, StoreConfig, StoreError};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

use crate::ambiente::{config, serve};
use crate::campioni::{chiave, inviato, invio, now, presa};

/// What was asked (the operation and the body) and what is still to be answered.
#[derive(Clone, Default)]
struct Script {
    asked: Arc<Mutex<Vec<(String, String)>>>,
    answers: Arc<Mutex<Vec<(u16, String)>>>,
}

impl Script {
    async fn serve(answers: Vec<(u16, String)>) -> (Self, String) {
        let script = Self { answers: Arc::new(Mutex::new(answers)), ..Self::default() };
        let handle = |State(script): State<Script>, headers: HeaderMap, body: Bytes| async move {
            let target = headers.get("x-amz-target").map(|target| target.to_str().unwrap().to_owned()).unwrap_or_default();
            script.asked.lock().unwrap().push((target, String::from_utf8(body.to_vec()).unwrap()));
            let (status, answer) = script.answers.lock().unwrap().remove(0);
            (StatusCode::from_u16(status).unwrap(), answer)
        };
        let address = serve(axum::Router::new().fallback(handle).with_state(script.clone())).await;
        (script, address)
    }

    fn operations(&self) -> Vec<String> {
        self.asked.lock().unwrap().iter().map(|(target, _)| target.rsplit('.').next().unwrap().to_owned()).collect()
    }

    fn bodies(&self) -> Vec<Value> {
        self.asked.lock().unwrap().iter().map(|(_, body)| serde_json::from_str(body).unwrap()).collect()
    }
}

fn error(code: &str) -> (u16, String) {
    (400, json!({"__type": format!("com.amazonaws.dynamodb.v20120810#{code}"), "message": "…"}).to_string())
}

fn cancelled(codes: &[&str]) -> (u16, String) {
    let reasons: Vec<Value> = codes.iter().map(|code| json!({"Code": code})).collect();
    let body = json!({
        "__type": "com.amazonaws.dynamodb.v20120810#TransactionCanceledException",
        "Message": "Transaction cancelled",
        "CancellationReasons": reasons,
    });
    (400, body.to_string())
}

fn done() -> (u16, String) {
    (200, "{}".to_owned())
}

async fn store(answers: Vec<(u16, String)>) -> (Store, Script) {
    let (script, address) = Script::serve(answers).await;
    (Store::connect(StoreConfig { dynamodb_endpoint: Some(address), ..config() }), script)
}

/// Nobody to be told.
fn nobody() -> (u16, String) {
    (200, "{}".to_owned())
}

const NONE: &str = "None";
const CONFLICT: &str = "TransactionConflict";

#[tokio::test]
async fn contention_is_tried_again_with_a_fresh_counter() {
    let counter = |n: u32| (200, json!({"Item": {"n": {"N": n.to_string()}, "dt": {"S": "20261119"}}}).to_string());
    let taken = [NONE, "ConditionalCheckFailed", "ConditionalCheckFailed", NONE, NONE];
    let (store, script) = store(vec![
        nobody(),
        counter(6),
        cancelled(&[NONE, CONFLICT, NONE, NONE, NONE]),
        counter(7),
        cancelled(&taken),
        counter(8),
        cancelled(&[NONE, "ThrottlingError", NONE, NONE, NONE]),
        counter(9),
        done(),
    ])
    .await;
    let EsitoInvio::Protocollato(ricevuta) = store.submit(&invio(&chiave(1)), now()).await.unwrap() else { panic!() };
    assert_eq!(ricevuta.protocollo.to_string(), "INPS.7000.20/11/2026.0000010");
    assert_eq!(script.operations(), [vec!["BatchGetItem"], ["GetItem", "TransactWriteItems"].repeat(4)].concat());
    let tokens: Vec<Value> = script.bodies().iter().map(|body| body["ClientRequestToken"].clone()).collect();
    assert_ne!(tokens[2], tokens[4], "another attempt is another transaction");
}

#[tokio::test]
async fn a_transaction_under_way_is_asked_for_again_with_its_token() {
    let (store, script) = store(vec![nobody(), (200, "{}".to_owned()), error("TransactionInProgressException"), done()]).await;
    assert!(matches!(store.submit(&invio(&chiave(1)), now()).await.unwrap(), EsitoInvio::Protocollato(_)));
    let bodies = script.bodies();
    assert_eq!(bodies.len(), 4);
    assert_eq!(bodies[2], bodies[3]);
}

#[tokio::test]
async fn a_number_taken_by_hand_stops_the_register() {
    let (store, _) = store(vec![nobody(), (200, "{}".to_owned()), cancelled(&[NONE, NONE, "ConditionalCheckFailed", NONE, NONE])]).await;
    assert!(matches!(store.submit(&invio(&chiave(1)), now()).await, Err(StoreError::Illeggibile(_))));
}

#[tokio::test]
async fn a_change_is_tried_again_only_on_contention() {
    let real = crate::ambiente::store().await;
    let quesito = inviato(&real).await;
    let (store, script) = store(vec![nobody(), cancelled(&[CONFLICT, NONE]), done()]).await;
    store.step(&presa(&quesito), now()).await.unwrap();
    assert_eq!(script.operations(), ["BatchGetItem", "TransactWriteItems", "TransactWriteItems"]);
    // It looks once whether somebody has done no more than read.
    let (store, script) = self::store(vec![nobody(), cancelled(&["ConditionalCheckFailed", CONFLICT]), done()]).await;
    assert!(matches!(store.step(&presa(&quesito), now()).await, Err(StoreError::Conflitto)));
    assert_eq!(script.operations(), ["BatchGetItem", "TransactWriteItems", "GetItem"]);
}

#[tokio::test]
async fn throttling_and_faults_are_told_apart() {
    let many = |answer: (u16, String)| vec![answer; 3];
    let (throttled, _) = store(many(error("ProvisionedThroughputExceededException"))).await;
    assert!(matches!(throttled.status().await, Err(StoreError::Occupato)));
    let (broken, _) = store(vec![error("ValidationException")]).await;
    let Err(StoreError::Esterno(source)) = broken.status().await else { panic!() };
    let guasto = source.downcast::<Guasto>().unwrap();
    assert_eq!((guasto.servizio, guasto.codice.as_str()), ("dynamodb", "ValidationException"));
    // What failed by itself is asked again.
    let (weak, script) =
        store(vec![error("InternalServerError"), done()].into_iter().map(|(_, body)| (500, body)).take(1).chain([done()]).collect()).await;
    weak.status().await.unwrap();
    assert_eq!(script.operations().len(), 2);
}

#[tokio::test]
async fn a_connection_that_breaks_is_made_again() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let service = async {
        let (broken, _) = listener.accept().await.unwrap();
        read_request(broken).await;
        let (whole, _) = listener.accept().await.unwrap();
        let mut whole = read_request(whole).await;
        whole.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/x-amz-json-1.0\r\ncontent-length: 2\r\n\r\n{}").await.unwrap();
    };
    let store = Store::connect(StoreConfig { dynamodb_endpoint: Some(address), ..config() });
    let ((), answer) = tokio::join!(service, store.status());
    answer.unwrap();
}

/// To the end of its body, which is an object.
async fn read_request(mut connection: TcpStream) -> TcpStream {
    let (mut request, mut buffer) = (Vec::new(), [0; 1024]);
    while !request.ends_with(b"}") {
        let read = connection.read(&mut buffer).await.unwrap();
        request.extend_from_slice(&buffer[..read]);
    }
    connection
}

#[tokio::test]
async fn sms_go_to_the_number_and_the_rest_to_the_topic() {
    let answer = |action: &str| {
        let result = format!("<{action}Response><{action}Result><MessageId>1</MessageId></{action}Result></{action}Response>");
        (200, result)
    };
    let (script, address) = Script::serve(vec![answer("Publish"), answer("Publish")]).await;
    let store = Store::connect(StoreConfig { sns_endpoint: Some(address), ..config() });
    store.send_sms(&Cellulare::parse("+393331234567").unwrap(), "C'è una novità").await.unwrap();
    store.publish(Canale::Email, &json!({"avviso": "x"})).await.unwrap();
    let asked = script.asked.lock().unwrap().clone();
    let (sms, email) = (&asked[0].1, &asked[1].1);
    assert!(sms.contains("PhoneNumber=%2B393331234567") && sms.contains("C%27%C3%A8%20una%20novit%C3%A0"), "{sms}");
    assert!(!sms.contains("TopicArn"));
    assert!(email.contains("TopicArn=arn%3Aaws%3Asns%3Aeu-south-1%3A000000000000%3Aavvisi"), "{email}");
    assert!(email.contains("MessageAttributes.entry.1.Name=canale") && email.contains("StringValue=email"), "{email}");
}
