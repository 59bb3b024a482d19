//! Headers of everything that a browser gets, and the PWA's files.

use std::path::Path;

use cassetto_local::headers::{CACHE_IMMUTABLE, CACHE_REVALIDATE, SECURITY};
use cassetto_local::{Cloud, Options};
use cassetto_tests::{Client, System};
use reqwest::header::HeaderMap;

const INDEX: &[u8] = b"<!doctype html><title>Cassetto</title>";

fn write(folder: &Path, name: &str, content: &[u8]) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, content).expect("written");
}

/// A built PWA as far as the gateway cares.
fn pwa() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), "index.html", INDEX);
    write(folder.path(), "manifest.webmanifest", b"{}");
    write(folder.path(), "sw.js", b"// worker");
    write(folder.path(), "assets/app-0123456789abcdef.js", b"// app");
    write(folder.path(), "assets/app-0123456789abcdef.js.br", b"brotli");
    write(folder.path(), "assets/app-0123456789abcdef.js.gz", b"gzip");
    write(folder.path(), "assets/app-0123456789abcdef.wasm", b"\0asm");
    folder
}

fn is_secure(headers: &HeaderMap, what: &str) {
    for (name, value) in SECURITY {
        let found: Vec<_> = headers.get_all(*name).iter().collect();
        assert_eq!(found, [value], "{name} of {what}");
    }
}

#[tokio::test]
async fn everything_carries_the_security_headers() {
    let folder = pwa();
    let system = System::start_with(|options| Options { pwa: Some(folder.path().to_owned()), ..options }).await;
    let anna = system.datore(1).await;
    let sent = anna.client.upload("a.png", "image/png", cassetto_allegati::campioni::png(8, 8)).await.expect("an upload");
    let id = anna.send(&cassetto_api::quesiti::NuovoQuesito { allegati: vec![sent], ..anna.domanda() }).await.expect("a protocol").id;
    let allegato = anna.documenti(id).await[0];
    for path in [
        "/",
        "/quesiti/nuovo",
        "/assets/app-0123456789abcdef.js",
        "/assets/manca.js",
        "/manifest.webmanifest",
        "/api/status",
        "/api/altro",
        "/locale/avvisi",
    ] {
        is_secure(&anna.client.fetch(path).await.1, path);
    }
    for (method, path, status) in [
        ("GET", "/api/sessione".to_owned(), 200),
        ("GET", format!("/api/quesiti/{id}"), 200),
        ("GET", format!("/api/quesiti/{id}/ricevuta"), 200),
        ("GET", "/api/quesiti?limit=0".to_owned(), 422),
        ("PUT", "/api/quesiti".to_owned(), 405),
        ("POST", "/api/quesiti".to_owned(), 400),
        ("GET", "/api/fascicolo/quesiti".to_owned(), 403),
        ("POST", "/quesiti/nuovo".to_owned(), 405),
        ("DELETE", "/api/sessione".to_owned(), 204),
    ] {
        let link = format!("/api/quesiti/{id}/allegati/{allegato}");
        if method == "DELETE" {
            let response = anna.client.raw("GET", &link, None, None).await;
            let link: cassetto_api::allegati::Scarico = serde_json::from_slice(&response.bytes().await.expect("a body")).expect("JSON");
            is_secure(&anna.client.fetch(&link.url).await.1, "a document");
        }
        let response = anna.client.raw(method, &path, None, None).await;
        assert_eq!(response.status().as_u16(), status, "{method} {path}");
        is_secure(response.headers(), &path);
        if path.starts_with("/api/") {
            assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        }
    }
}

#[tokio::test]
async fn a_receipt_is_saved_and_not_shown() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let id = anna.ask().await;
    let response = anna.client.raw("GET", &format!("/api/quesiti/{id}/ricevuta"), None, None).await;
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"ricevuta-0000001.pdf\"");
}

#[tokio::test]
async fn a_path_of_the_application_is_its_page_and_a_missing_file_is_missing() {
    let folder = pwa();
    let system = System::start_with(|options| Options { pwa: Some(folder.path().to_owned()), ..options }).await;
    let client = system.client();
    for path in ["/", "/quesiti", "/quesiti/aaaaaaaaaaaaaaaaaaaaaaaaaa", "/quesiti/nuovo?passo=2", "/ufficio/coda"] {
        let (status, headers, body) = client.fetch(path).await;
        assert_eq!((status, body.as_slice()), (200, INDEX), "{path}");
        assert_eq!(headers["content-type"], "text/html");
        assert_eq!(headers["cache-control"], CACHE_REVALIDATE, "{path}");
    }
    for path in
        ["/assets/manca-0123456789abcdef.js", "/manca.png", "/assets/manca", "/assets/../../Cargo.toml", "/%2e%2e/%2e%2e/etc/hosts.conf"]
    {
        let (status, headers, _) = client.fetch(path).await;
        assert_eq!(status, 404, "{path}");
        assert!(headers.get("cache-control").is_none_or(|value| value != CACHE_IMMUTABLE), "{path}");
    }
    for (path, media, cache) in [
        ("/assets/app-0123456789abcdef.js", "text/javascript", CACHE_IMMUTABLE),
        ("/assets/app-0123456789abcdef.wasm", "application/wasm", CACHE_IMMUTABLE),
        ("/sw.js", "text/javascript", CACHE_REVALIDATE),
        ("/manifest.webmanifest", "application/manifest+json", CACHE_REVALIDATE),
    ] {
        let (status, headers, _) = client.fetch(path).await;
        assert_eq!(status, 200, "{path}");
        assert_eq!(headers["content-type"], media, "{path}");
        assert_eq!(headers["cache-control"], cache, "{path}");
    }
}

#[tokio::test]
async fn files_come_compressed_to_whoever_takes_it() {
    let folder = pwa();
    let system = System::start_with(|options| Options { pwa: Some(folder.path().to_owned()), ..options }).await;
    let client = system.client();
    for (accept, encoding, body) in
        [("gzip, deflate, br", Some("br"), &b"brotli"[..]), ("gzip", Some("gzip"), b"gzip"), ("identity", None, b"// app")]
    {
        let headers = [("accept-encoding", accept)];
        let response = client.request("GET", "/assets/app-0123456789abcdef.js", &headers, Vec::new()).await;
        let found = response.headers().get("content-encoding").map(|value| value.to_str().expect("text").to_owned());
        assert_eq!(found.as_deref(), encoding);
        assert_eq!(response.headers()["content-type"], "text/javascript");
        assert_eq!(response.bytes().await.expect("a body"), body);
    }
}

#[tokio::test]
async fn status_is_what_agid_asks_for() {
    let cloud = Cloud::start(Options { background: false, ..Options::default() }).await.expect("a cloud");
    let (status, headers, body) = Client::new(cloud.origin()).fetch("/api/status").await;
    assert_eq!((status, &headers["cache-control"]), (200, &"no-store".parse().expect("a value")));
    let body: serde_json::Value = serde_json::from_slice(&body).expect("JSON");
    assert_eq!(body, serde_json::json!({ "status": 200, "title": "OK", "versione": env!("CARGO_PKG_VERSION"), "degradato": [] }));
    cloud.shutdown().await;
}
