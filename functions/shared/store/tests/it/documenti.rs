//! Documents: what a presigned address takes and gives, and what is kept. Against S3's protocol with real signatures.

use std::collections::BTreeMap;

use cassetto_domain::allegato::{Allegato, TipoFile};
use cassetto_domain::id::AllegatoId;
use cassetto_domain::profilo::Conservazione;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::NomeFile;
use cassetto_store::{PresignedUpload, Store, StoreConfig, StoreError, casuale};
use jiff::{SignedDuration, Timestamp};
use sha2::Digest;

use crate::ambiente::{BUCKET, Folder, config, http, s3};
use crate::campioni::{now, persona_id};

const PDF: &[u8] = b"%PDF-1.7 busta paga";

fn sha256(bytes: &[u8]) -> Sha256 {
    Sha256(sha2::Sha256::digest(bytes).into())
}

/// The server looks at its own clock.
fn instant() -> Timestamp {
    Timestamp::from_second(crate::ambiente::seconds()).unwrap()
}

async fn start() -> (Store, Folder) {
    let (endpoint, folder) = s3().await;
    (Store::connect(StoreConfig { s3_endpoint: Some(endpoint), ..config() }), folder)
}

async fn prepare(store: &Store, id: AllegatoId, bytes: &[u8], now: Timestamp) -> PresignedUpload {
    let length = bytes.len().try_into().unwrap();
    store.presign_upload(persona_id(1), id, TipoFile::Pdf, length, &sha256(bytes), now).await.unwrap()
}

async fn put(upload: &PresignedUpload, headers: &BTreeMap<String, String>, bytes: &[u8]) -> u16 {
    http("PUT", &upload.url, headers, bytes).await.status
}

fn id() -> AllegatoId {
    casuale::id(AllegatoId::from_bytes).unwrap()
}

fn allegato(id: AllegatoId) -> Allegato {
    let nome = NomeFile::parse("busta paga.pdf").unwrap();
    Allegato { id, caricato: id, nome, tipo: TipoFile::Pdf, dimensione: PDF.len() as u64, sha256: sha256(PDF) }
}

#[tokio::test]
async fn an_upload_is_read_kept_and_downloaded() {
    let (store, _folder) = start().await;
    let id = id();
    let upload = prepare(&store, id, PDF, instant()).await;
    assert_eq!(upload.headers.keys().collect::<Vec<_>>(), ["content-type", "x-amz-checksum-sha256"]);
    assert!(upload.url.contains(&format!("/{BUCKET}/pending/{}/{id}?", persona_id(1))));
    assert!(upload.url.contains("X-Amz-SignedHeaders=content-length%3Bcontent-type%3Bhost%3Bx-amz-checksum-sha256&"), "{}", upload.url);
    assert_eq!(put(&upload, &upload.headers, PDF).await, 200);

    let pendente = store.read_pending(persona_id(1), id, 1000).await.unwrap().unwrap();
    assert_eq!((pendente.bytes.as_slice(), pendente.content_type.as_deref()), (PDF, Some("application/pdf")));
    let short = store.read_pending(persona_id(1), id, 4).await.unwrap().unwrap();
    assert_eq!(short.bytes, b"%PDF-", "one more than asked for");
    assert_eq!(store.read_pending(persona_id(2), id, 1000).await.unwrap(), None, "somebody else's");

    for _ in 0..2 {
        store.keep(persona_id(1), &allegato(id), &pendente, Conservazione::ComE).await.unwrap();
        assert_eq!(store.read_allegato(id).await.unwrap(), PDF);
    }
    let link = store.presign_download(id, "busta paga è.pdf", TipoFile::Pdf, instant()).await.unwrap();
    let answer = http("GET", &link.url, &BTreeMap::new(), b"").await;
    assert_eq!((answer.status, answer.body.as_slice()), (200, PDF));
    assert_eq!(answer.header("content-type"), Some("application/pdf"));
    let disposition = "attachment; filename=\"busta paga _.pdf\"; filename*=UTF-8''busta%20paga%20%C3%A8.pdf";
    assert_eq!(answer.header("content-disposition"), Some(disposition));
}

#[tokio::test]
async fn an_address_takes_what_was_declared_only() {
    let (store, _folder) = start().await;
    let id = id();
    let upload = prepare(&store, id, PDF, instant()).await;
    let with = |name: &str, value: &str| {
        let mut headers = upload.headers.clone();
        headers.insert(name.to_owned(), value.to_owned());
        headers
    };
    let other_bytes = [b'x'; PDF.len()];
    assert!(put(&upload, &upload.headers, b"%PDF").await >= 400, "another length");
    assert!(put(&upload, &with("content-type", "text/html"), PDF).await >= 400, "another type");
    let checksum = sha256(&other_bytes).to_base64();
    assert!(put(&upload, &with("x-amz-checksum-sha256", &checksum), &other_bytes).await >= 400, "another fingerprint");
    assert!(put(&upload, &BTreeMap::new(), PDF).await >= 400, "no headers");
    assert_eq!(store.read_pending(persona_id(1), id, 1000).await.unwrap(), None, "nothing came of it");

    // The embedded S3 refuses another content only after it has written it; the next upload takes its place.
    assert!(put(&upload, &upload.headers, &other_bytes).await >= 400, "another content");
    let late = prepare(&store, id, PDF, instant() - SignedDuration::from_mins(16)).await;
    assert!(put(&late, &late.headers, PDF).await >= 400, "expired");
    assert_eq!(put(&upload, &upload.headers, PDF).await, 200);
}

#[tokio::test]
async fn what_is_not_there_is_absent() {
    let (store, _folder) = start().await;
    let (missing, there) = (id(), id());
    assert_eq!(store.read_pending(persona_id(1), missing, 10).await.unwrap(), None);
    assert!(matches!(store.read_allegato(missing).await, Err(StoreError::Assente)));
    let upload = prepare(&store, there, PDF, instant()).await;
    put(&upload, &upload.headers, PDF).await;
    let pendente = store.read_pending(persona_id(1), there, 1000).await.unwrap().unwrap();
    assert!(matches!(store.keep(persona_id(1), &allegato(missing), &pendente, Conservazione::ComE).await, Err(StoreError::Assente)));

    // Another one came in its place after it was read.
    let other = b"%PDF-1.7 altra busta";
    let replaced = prepare(&store, there, other, instant()).await;
    assert_eq!(put(&replaced, &replaced.headers, other).await, 200);
    assert!(matches!(store.keep(persona_id(1), &allegato(there), &pendente, Conservazione::ComE).await, Err(StoreError::Assente)));
    assert!(matches!(store.read_allegato(there).await, Err(StoreError::Assente)));
}

/// Compressed in the bucket, and as it was sent for who fetches it: a browser undoes what `Content-Encoding` says.
#[tokio::test]
async fn a_gestione_may_keep_its_documents_compressed() {
    let (store, _folder) = start().await;
    let id = id();
    let long = [b'%'; 10_000];
    let upload = prepare(&store, id, &long, instant()).await;
    assert_eq!(put(&upload, &upload.headers, &long).await, 200);
    let pendente = store.read_pending(persona_id(1), id, 20_000).await.unwrap().unwrap();
    for _ in 0..2 {
        store.keep(persona_id(1), &allegato(id), &pendente, Conservazione::Compressa).await.unwrap();
        assert_eq!(store.read_allegato(id).await.unwrap(), long);
    }
    let link = store.presign_download(id, "busta.pdf", TipoFile::Pdf, instant()).await.unwrap();
    let answer = http("GET", &link.url, &BTreeMap::new(), b"").await;
    assert_eq!(
        (answer.status, answer.header("content-encoding"), answer.header("content-type")),
        (200, Some("gzip"), Some("application/pdf"))
    );
    assert!(answer.body.len() < 500, "{} bytes", answer.body.len());
}

#[tokio::test]
async fn an_archive_is_linked() {
    let (store, _folder) = start().await;
    let link = store.put_archivio(crate::campioni::persona_id(1), b"PK zip".to_vec(), "quesito.zip", instant()).await.unwrap();
    assert!(link.url.contains("/archivi/"));
    let answer = http("GET", &link.url, &BTreeMap::new(), b"").await;
    assert_eq!((answer.status, answer.body.as_slice(), answer.header("content-type")), (200, &b"PK zip"[..], Some("application/zip")));
    let kept = id();
    store.put_allegato(kept, TipoFile::Png, b"png".to_vec()).await.unwrap();
    assert_eq!(store.read_allegato(kept).await.unwrap(), b"png");
}

#[tokio::test]
async fn in_the_cloud_links_are_of_the_public_origin_and_signed_for_the_bucket() {
    let origin = "https://cassetto.example".to_owned();
    let store = Store::connect(StoreConfig { s3_public_origin: Some(origin), ..config() });
    let id = AllegatoId::from_bytes([1; 16]);
    let upload = prepare(&store, id, PDF, now()).await;
    assert!(upload.url.starts_with(&format!("https://cassetto.example/pending/{}/{id}?", persona_id(1))), "{}", upload.url);
    assert_eq!(upload.scade, now() + SignedDuration::from_mins(15));
    let link = store.presign_download(id, "a.pdf", TipoFile::Pdf, now()).await.unwrap();
    assert!(link.url.starts_with(&format!("https://cassetto.example/allegati/{id}?")), "{}", link.url);
    assert!(link.url.contains("X-Amz-Expires=300") && link.url.contains("X-Amz-Date=20261120T100000Z"), "{}", link.url);
    assert_eq!(link.scade, now() + SignedDuration::from_mins(5));
}
