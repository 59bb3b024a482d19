//! Servers on free ports of this machine, each test with its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use axum::error_handling::HandleError;
use axum::http::StatusCode;
use cassetto_domain::id::QuesitoId;
use cassetto_store::{Store, StoreConfig, casuale};
use dynoxide::{AttributeValue, Database, ImportOptions};
use jiff::{SignedDuration, Timestamp};
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const BUCKET: &str = "cassetto-documenti";
pub const CREDENTIALS: (&str, &str) = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

/// What every store of a test has in common.
pub fn config() -> StoreConfig {
    StoreConfig {
        region: "eu-south-1".to_owned(),
        table: "cassetto".to_owned(),
        registri: "registri".to_owned(),
        bucket: BUCKET.to_owned(),
        topic_arn: "arn:aws:sns:eu-south-1:000000000000:avvisi".to_owned(),
        credentials: Some((CREDENTIALS.0.to_owned(), CREDENTIALS.1.to_owned())),
        ..StoreConfig::default()
    }
}

/// An empty table.
pub async fn store() -> Store {
    store_and_database().await.0
}

/// An empty table, with the database that it is in.
pub async fn store_and_database() -> (Store, Database) {
    let (endpoint, database) = dynamodb().await;
    let store = Store::connect(StoreConfig { dynamodb_endpoint: Some(endpoint), ..config() });
    store.create_table().await.unwrap();
    (store, database)
}

/// The address of an embedded DynamoDB with nothing in it.
pub async fn dynamodb() -> (String, Database) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let database = Database::memory().unwrap();
    tokio::spawn(dynoxide::server::serve_with_shutdown(listener, database.clone(), std::future::pending()));
    (format!("http://{address}"), database)
}

/// Writes `count` copies of a quesito's header straight into the database, a second apart from `dal` on.
pub fn multiply(database: &Database, quesito: QuesitoId, count: i64, dal: Timestamp) {
    let wanted = json!({"TableName": "cassetto", "Key": {"pk": {"S": format!("Q#{quesito}")}, "sk": {"S": "Q"}}});
    let header = database.get_item(serde_json::from_value(wanted).unwrap()).unwrap().item.unwrap();
    let copy = |index| {
        let id = casuale::id(QuesitoId::from_bytes).unwrap();
        let sort = format!("{}#{id}", (dal + SignedDuration::from_secs(index)).as_millisecond());
        let mut item = header.clone();
        for (name, value) in [("pk", format!("Q#{id}")), ("g1sk", sort.clone()), ("g2sk", format!("20261220#{sort}"))] {
            item.insert(name.to_owned(), AttributeValue::S(value));
        }
        item
    };
    database.import_items("cassetto", (0..count).map(copy).collect(), ImportOptions::default()).unwrap();
}

/// A temporary folder, removed with all it holds.
pub struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The address of an embedded S3 with one empty bucket.
pub async fn s3() -> (String, Folder) {
    let random = casuale::bytes::<8>().unwrap().map(|byte| format!("{byte:02x}")).concat();
    let folder = Folder(std::env::temp_dir().join(format!("cassetto-store-{random}")));
    std::fs::create_dir_all(folder.0.join(BUCKET)).unwrap();
    let mut builder = S3ServiceBuilder::new(s3s_fs::FileSystem::new(&folder.0).unwrap());
    builder.set_auth(SimpleAuth::from_single(CREDENTIALS.0, CREDENTIALS.1));
    let service = HandleError::new(builder.build(), |error| async move { (StatusCode::INTERNAL_SERVER_ERROR, format!("{error:?}")) });
    (serve(axum::Router::new().fallback_service(service)).await, folder)
}

/// Serves `router` on a free port and gives its address.
pub async fn serve(router: axum::Router) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

/// An answer, as far as the tests look at it.
pub struct Answer {
    pub status: u16,
    head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.split_once(": ").filter(|(found, _)| found.eq_ignore_ascii_case(name)).map(|(_, value)| value))
    }
}

/// One request of HTTP/1.1, with `content-length` and `host` as a browser sets them.
pub async fn http(method: &str, url: &str, headers: &BTreeMap<String, String>, body: &[u8]) -> Answer {
    let (host, path) = url.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let mut request = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\ncontent-length: {}\r\nconnection: close\r\n", body.len());
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(format!("{request}\r\n").as_bytes()).await.unwrap();
    stream.write_all(body).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let split = answer.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let head = String::from_utf8(answer[..split].to_vec()).unwrap();
    Answer { status: head.split(' ').nth(1).unwrap().parse().unwrap(), body: answer[split + 4..].to_vec(), head }
}

/// The real clock, which servers check signatures with.
#[expect(clippy::disallowed_methods, reason = "the embedded S3 reads the clock, so who signs for it must too")]
pub fn seconds() -> i64 {
    jiff::Timestamp::now().as_second()
}
