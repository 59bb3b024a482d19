//! The gateway's own answers: the PWA's files, headers, problems.

use std::fs;

use cassetto_local::{Cloud, Options, headers};

use crate::http::{get, send, still};

#[tokio::test]
async fn files_are_served_compressed_and_cached_as_their_names_say() {
    let dist = tempfile::tempdir().expect("a folder");
    fs::create_dir(dist.path().join("assets")).expect("made");
    for (name, content) in [
        ("index.html", "<!doctype html>"),
        ("index.html.br", "compressed page"),
        ("sw.js", "// worker"),
        ("manifest.webmanifest", "{}"),
        ("assets/app-0123.wasm", "\0asm"),
        ("assets/app-0123.wasm.br", "compressed"),
        ("assets/app-0123.wasm.gz", "gzipped"),
    ] {
        fs::write(dist.path().join(name), content).expect("written");
    }
    let options = Options { pwa: Some(dist.path().to_owned()), background: false, ..Options::default() };
    let cloud = Cloud::start(options).await.expect("a cloud");
    let url = |path: &str| format!("{}{path}", cloud.origin());

    let wasm = send("GET", &url("/assets/app-0123.wasm"), &[("accept-encoding", "br, gzip")], b"").await;
    assert_eq!((wasm.status.as_u16(), wasm.text()), (200, "compressed"));
    assert_eq!((wasm.header("content-encoding"), wasm.header("content-type")), ("br", "application/wasm"));
    assert_eq!(wasm.header("cache-control"), "public,max-age=31536000,immutable");
    let wasm = send("GET", &url("/assets/app-0123.wasm"), &[("accept-encoding", "gzip")], b"").await;
    assert_eq!((wasm.text(), wasm.header("content-encoding")), ("gzipped", "gzip"));
    assert_eq!(get(&url("/assets/app-0123.wasm")).await.text(), "\0asm");

    for page in ["/", "/quesiti/nuovo", "/quesiti/abcdef?x=1.2"] {
        let answer = get(&url(page)).await;
        assert_eq!((answer.status.as_u16(), answer.text()), (200, "<!doctype html>"), "{page}");
        assert_eq!((answer.header("cache-control"), answer.header("content-type")), ("no-cache", "text/html"), "{page}");
    }
    assert_eq!(send("GET", &url("/"), &[("accept-encoding", "br")], b"").await.text(), "compressed page");
    assert_eq!(get(&url("/sw.js")).await.header("cache-control"), "no-cache");
    assert_eq!(get(&url("/manifest.webmanifest")).await.header("content-type"), "application/manifest+json");
    for missing in ["/assets/app-9999.wasm", "/assets/nothing", "/favicon.png", "/../Cargo.toml", "/%2e%2e/Cargo.toml"] {
        let answer = get(&url(missing)).await;
        assert_eq!(answer.status, 404, "{missing}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{missing}");
    }
    assert_eq!(send("POST", &url("/"), &[], b"").await.status, 405);
    cloud.shutdown().await;
}

#[tokio::test]
async fn security_headers_are_on_everything() {
    let cloud = still().await;
    for path in ["/", "/api/status", "/api/boh", "/locale/avvisi", "/locale/avvisi.css", "/cassetto-documenti/allegati/x", "/x.png"] {
        let answer = get(&format!("{}{path}", cloud.origin())).await;
        for (name, value) in headers::SECURITY {
            assert_eq!(answer.header(name), *value, "{name} of {path}");
        }
    }
    cloud.shutdown().await;
}

#[tokio::test]
async fn what_is_not_in_the_api_is_a_problem() {
    let cloud = still().await;
    let large = format!("{{\"codice_fiscale\": \"{}\"}}", "x".repeat(257 << 10));
    for (method, path, body, status, tipo) in [
        ("GET", "/api/boh", "", 404, "non-trovato"),
        ("GET", "/api", "", 404, "non-trovato"),
        ("DELETE", "/api/quesiti", "", 405, "metodo-non-ammesso"),
        ("POST", "/api/sessione", large.as_str(), 413, "corpo-troppo-grande"),
        ("GET", "/api/home", "", 401, "sessione-assente"),
    ] {
        let url = format!("{}{path}", cloud.origin());
        let answer = send(method, &url, &[("content-type", "application/json")], body.as_bytes()).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}");
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        assert_eq!(answer.json()["type"], format!("urn:cassetto-domestico:problema:{tipo}"));
    }
    cloud.shutdown().await;
}
