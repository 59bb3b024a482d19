//! S3 on the gateway's origin: an upload is taken exactly as it was signed, or leaves no trace.

use cassetto_domain::allegato::{Allegato, TipoFile};
use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_domain::profilo::Conservazione;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::NomeFile;
use cassetto_local::Cloud;
use cassetto_store::PresignedUpload;
use jiff::SignedDuration;
use sha2::Digest;

use crate::http::{Answer, TestClock, get, send, still, still_at};

const CONTENT: &[u8] = b"%PDF-1.4 some bytes";
const PERSONA: PersonaId = PersonaId::from_bytes([1; 16]);
const ID: AllegatoId = AllegatoId::from_bytes([2; 16]);

async fn prepare(cloud: &Cloud) -> PresignedUpload {
    let hash: Sha256 = data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(CONTENT)).parse().expect("a hash");
    let now = cloud.kit().clock.now();
    cloud.kit().store.presign_upload(PERSONA, ID, TipoFile::Pdf, CONTENT.len() as u64, &hash, now).await.expect("an address")
}

async fn put(upload: &PresignedUpload, replace: &[(&str, &str)], body: &[u8]) -> Answer {
    let mut headers = upload.headers.clone();
    for (name, value) in replace {
        headers.insert((*name).to_owned(), (*value).to_owned());
    }
    let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    send("PUT", &upload.url, &headers, body).await
}

#[tokio::test]
async fn an_upload_as_signed_is_kept_and_linked_to() {
    let cloud = still().await;
    let upload = prepare(&cloud).await;
    assert!(upload.url.starts_with(cloud.origin()), "{}", upload.url);
    let answer = put(&upload, &[], CONTENT).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    let pendente = cloud.kit().store.read_pending(PERSONA, ID, 100).await.expect("read").expect("there");
    assert_eq!(pendente.bytes, CONTENT);
    assert_eq!(pendente.content_type.as_deref(), Some("application/pdf"));
    let nome = NomeFile::parse("perché.pdf").expect("a name");
    let sha256 = Sha256(sha2::Sha256::digest(CONTENT).into());
    let allegato = Allegato { id: ID, caricato: ID, nome, tipo: TipoFile::Pdf, dimensione: CONTENT.len() as u64, sha256 };
    cloud.kit().store.keep(PERSONA, &allegato, &pendente, Conservazione::ComE).await.expect("kept");

    let now = cloud.kit().clock.now();
    let link = cloud.kit().store.presign_download(ID, "perché.pdf", TipoFile::Pdf, now).await.expect("a link");
    let answer = get(&link.url).await;
    assert_eq!((answer.status.as_u16(), &answer.body[..]), (200, CONTENT));
    assert_eq!(answer.header("content-type"), "application/pdf");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"perch_.pdf\"; filename*=UTF-8''perch%C3%A9.pdf");

    let unsigned = link.url.split('?').next().expect("a path");
    assert_eq!(get(unsigned).await.status, 403);
    let forged = link.url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000");
    assert_eq!(get(&forged).await.status, 403);
    cloud.shutdown().await;
}

#[tokio::test]
async fn an_upload_that_differs_leaves_no_trace() {
    let cloud = still().await;
    let upload = prepare(&cloud).await;
    let other: &[u8] = b"%PDF-1.4 other byte";
    assert_eq!(other.len(), CONTENT.len());
    let hash = data_encoding::BASE64.encode(&sha2::Sha256::digest(other));
    for (what, replace, body) in [
        ("longer", vec![], &b"%PDF-1.4 some bytes and more"[..]),
        ("shorter", vec![], &CONTENT[1..]),
        ("empty", vec![], b""),
        ("other bytes", vec![], other),
        ("other bytes with their own hash", vec![("x-amz-checksum-sha256", hash.as_str())], other),
        ("another type", vec![("content-type", "image/png")], CONTENT),
    ] {
        let answer = put(&upload, &replace, body).await;
        assert!(answer.status.is_client_error(), "{what}: {} {}", answer.status, answer.text());
        assert_eq!(cloud.object_keys().expect("a list"), Vec::<String>::new(), "{what}");
    }
    let without_hash: Vec<(&str, &str)> = vec![("content-type", "application/pdf")];
    assert_eq!(send("PUT", &upload.url, &without_hash, CONTENT).await.status, 403);
    let elsewhere = upload.url.replace(&ID.to_string(), &AllegatoId::from_bytes([3; 16]).to_string());
    assert_eq!(send("PUT", &elsewhere, &without_hash, CONTENT).await.status, 403);
    assert!(cloud.object_keys().expect("a list").is_empty());
    cloud.shutdown().await;
}

#[tokio::test]
async fn expiry_follows_the_clouds_clock() {
    let clock = TestClock::at("2026-03-31T23:50:00Z");
    let cloud = still_at(&clock).await;
    let upload = prepare(&cloud).await;
    clock.advance(SignedDuration::from_mins(16));
    let late = put(&upload, &[], CONTENT).await;
    assert_eq!(late.status, 403);
    assert!(late.text().contains("Request has expired"), "{}", late.text());

    let upload = prepare(&cloud).await;
    let forged = PresignedUpload { url: upload.url.replace("X-Amz-Expires=900", "X-Amz-Expires=9000"), ..upload.clone() };
    assert_eq!(put(&forged, &[], CONTENT).await.status, 403);
    let answer = put(&upload, &[], CONTENT).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(cloud.object_keys().expect("a list").len(), 1);

    clock.advance(SignedDuration::from_hours(30 * 24 - 1));
    assert_eq!(cloud.expire().expect("swept").1, 0);
    clock.advance(SignedDuration::from_hours(2));
    assert_eq!(cloud.expire().expect("swept").1, 1);
    assert!(cloud.object_keys().expect("a list").is_empty());
    assert!(cloud.kit().store.read_pending(PERSONA, ID, 100).await.expect("an answer").is_none());
    cloud.shutdown().await;
}

#[tokio::test]
async fn an_upload_over_the_limit_is_refused_before_it_is_stored() {
    let cloud = still().await;
    let upload = prepare(&cloud).await;
    let answer = put(&upload, &[], &vec![0; (3 << 20) + (65 << 10)]).await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("EntityTooLarge"));
    cloud.shutdown().await;
}
