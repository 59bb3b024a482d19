//! What is not acceptable: the right problem at the right field, words that say what to do, and nothing changed.

mod chiavi;
mod stati;
mod testi;

use cassetto_api::endpoint::Nulla;
use cassetto_api::fascicolo::CommentQuesito;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::{FiltroQuesiti, ListQuesiti, QuesitoPath};
use cassetto_tests::{Individuo, System, chiave};
use serde_json::{Value, json};

const JSON: (&str, &str) = ("content-type", "application/json");

/// A body as the page would send it, with one field changed; `null` takes it away.
fn changed(who: &Individuo, field: &str, value: Value) -> String {
    let mut body = serde_json::to_value(who.domanda()).expect("a body");
    match value {
        Value::Null => drop(body.as_object_mut().expect("an object").remove(field)),
        value => body[field] = value,
    }
    body.to_string()
}

#[tokio::test]
async fn a_body_over_the_limit_is_not_read() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let good = changed(&anna, "", Value::Null);
    let fits = " ".repeat(128 * 1024 - good.len()) + &good;
    system
        .refuses_raw(anna.client.raw("POST", "/api/quesiti", Some(format!(" {fits}")), Some(&"k".repeat(16))), Tipo::CorpoTroppoGrande, &[])
        .await;
    system.refuses_raw(anna.client.raw("POST", "/api/sessione", Some("x".repeat(11 << 20)), None), Tipo::CorpoTroppoGrande, &[]).await;
    let response = anna.client.raw("POST", "/api/quesiti", Some(fits), Some(&chiave())).await;
    assert_eq!(response.status(), 201);
}

#[tokio::test]
async fn a_body_that_is_not_of_the_form_is_refused() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let good = changed(&anna, "", Value::Null);
    let deep = format!("{}{}", "[".repeat(60_000), "]".repeat(60_000));
    let bodies = [
        String::new(),
        "{".to_owned(),
        "null".to_owned(),
        "[]".to_owned(),
        "\"x\"".to_owned(),
        deep,
        format!("{good}x"),
        good.replacen("\"testo\"", "\"oggetto\"", 1),
        good.replacen("Avviso", "\\ud800", 1),
        good.replacen("Avviso", "\u{1}", 1),
        changed(&anna, "altro", json!(1)),
        changed(&anna, "testo", Value::Null),
        changed(&anna, "rapporto", Value::Null),
        changed(&anna, "testo", json!(7)),
        changed(&anna, "versione_categorie", json!(-1)),
        changed(&anna, "versione_categorie", json!("2")),
        changed(&anna, "versione_categorie", json!(4_294_967_296_u64)),
        changed(&anna, "allegati", json!([{ "id": "x", "nome": "a", "tipo": "b", "dimensione": 1, "sha256": "c" }])),
        changed(&anna, "allegati", json!({})),
    ];
    for body in bodies {
        system
            .refuses_raw(anna.client.raw("POST", "/api/quesiti", Some(body), Some("chiave-di-un-invio")), Tipo::RichiestaIllegibile, &[])
            .await;
    }
    let key = ("idempotency-key", "chiave-di-un-invio");
    let no_media: &[_] = &[key];
    let texts: [&[(&str, &str)]; 6] = [
        no_media,
        &[key, ("content-type", "application/jsonx")],
        &[key, ("content-type", "application/json-seq")],
        &[key, ("content-type", "text/plain")],
        &[key, ("content-type", "application/x-www-form-urlencoded")],
        &[key, ("content-type", "multipart/form-data; boundary=x")],
    ];
    for headers in texts {
        system
            .refuses_raw(anna.client.request("POST", "/api/quesiti", headers, good.clone().into_bytes()), Tipo::RichiestaIllegibile, &[])
            .await;
    }
    let not_text = good.replacen("Avviso", "X", 1).into_bytes().iter().map(|b| if *b == b'X' { 0xff } else { *b }).collect();
    system.refuses_raw(anna.client.request("POST", "/api/quesiti", &[key, JSON], not_text), Tipo::RichiestaIllegibile, &[]).await;
    system
        .refuses_raw(
            anna.client.raw("POST", "/api/sessione", Some(r#"{"codice_fiscale":"x"}"#.to_owned()), None),
            Tipo::RichiestaIllegibile,
            &[],
        )
        .await;
}

#[tokio::test]
async fn a_media_type_is_the_same_in_any_case_and_with_parameters() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let good = changed(&anna, "", Value::Null);
    for media in ["Application/JSON", "application/json;charset=utf-8", "application/json ; charset=UTF-8"] {
        let key = chiave();
        let headers = [("idempotency-key", key.as_str()), ("content-type", media)];
        let response = anna.client.request("POST", "/api/quesiti", &headers, good.clone().into_bytes()).await;
        assert_eq!(response.status(), 201, "{media}");
    }
}

#[tokio::test]
async fn an_identifier_that_is_none_names_nothing() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    let upper = id.to_string().to_uppercase();
    let long = "a".repeat(3000);
    for bad in ["x", "%00", "%2e%2e%2f", "aaaa", &upper, &long, "%F0%9F%99%82", "%FF"] {
        for path in ["", "/ricevuta", "/archivio", "/allegati/aaaaaaaaaaaaaaaaaaaaaaaaaa"] {
            let location = format!("/api/quesiti/{bad}{path}");
            system.refuses_raw(anna.client.raw("GET", &location, None, None), Tipo::NonTrovato, &[]).await;
        }
        let location = format!("/api/fascicolo/quesiti/{bad}/commenti");
        let body = json!({ "versione": 1, "commento": "x" }).to_string();
        system.refuses_raw(bruna.client.raw("POST", &location, Some(body), None), Tipo::NonTrovato, &[]).await;
    }
    system.refuses_raw(anna.client.raw("GET", &format!("/api/quesiti/{id}/allegati/x"), None, None), Tipo::NonTrovato, &[]).await;
}

#[tokio::test]
async fn a_page_is_asked_for_as_the_contract_says() {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    anna.ask().await;
    let lists = [(&anna, "/api/quesiti?"), (&bruna, "/api/fascicolo/quesiti?vista=scadute&")];
    for (who, path) in lists {
        for limit in ["0", "51", "255", "256", "999", "-1", "x", "", "1.5", "%2D1", "x&cursor=x"] {
            system
                .refuses_raw(
                    who.client.raw("GET", &format!("{path}limit={limit}"), None, None),
                    Tipo::DatiNonValidi,
                    &[("limit", Motivo::LimiteNonValido)],
                )
                .await;
        }
        for query in ["limit=1&limit=2", "stato=zzz&vista=zzz&limit=5"] {
            system.refuses_raw(who.client.raw("GET", &format!("{path}{query}"), None, None), Tipo::RichiestaIllegibile, &[]).await;
        }
        for cursor in ["x", "%21", "AAAA", "cGFnaW5h", &"a".repeat(2000)] {
            system
                .refuses_raw(
                    who.client.raw("GET", &format!("{path}cursor={cursor}"), None, None),
                    Tipo::DatiNonValidi,
                    &[("cursor", Motivo::CursorNonValido)],
                )
                .await;
        }
    }
    let search = |body: serde_json::Value| studio.client.raw("POST", "/api/datori/ricerca", Some(body.to_string()), None);
    for limit in [0, 51, 255] {
        system.refuses_raw(search(json!({ "limit": limit })), Tipo::DatiNonValidi, &[("limit", Motivo::LimiteNonValido)]).await;
    }
    for body in [json!({ "limit": "x" }), json!({ "limit": 256 }), json!({ "testo": 1 })] {
        system.refuses_raw(search(body), Tipo::RichiestaIllegibile, &[]).await;
    }
    system.refuses_raw(search(json!({ "cursor": "x" })), Tipo::DatiNonValidi, &[("cursor", Motivo::CursorNonValido)]).await;
    for date in ["2026-13-01", "2026-02-30", "domani", "01/02/2026", "2026-02", "-"] {
        for field in ["dal", "al"] {
            system
                .refuses_raw(
                    anna.client.raw("GET", &format!("/api/quesiti?{field}={date}"), None, None),
                    Tipo::DatiNonValidi,
                    &[(field, Motivo::DataNonValida)],
                )
                .await;
        }
    }
    let filtro = FiltroQuesiti { rapporto: Some("../x".to_owned()), ..FiltroQuesiti::default() };
    system
        .refuses(
            anna.client.call::<ListQuesiti>(&Nulla {}, &filtro, &Nulla {}),
            Tipo::DatiNonValidi,
            &[("rapporto", Motivo::RapportoNonTuo)],
        )
        .await;
    for query in ["/api/quesiti?stato=sospesa", "/api/quesiti?datore=x", "/api/home?datore=x"] {
        system.refuses_raw(anna.client.raw("GET", query, None, None), Tipo::RichiestaIllegibile, &[]).await;
    }
    for query in ["/api/fascicolo/quesiti?vista=", "/api/fascicolo/quesiti?vista=tutte"] {
        system.refuses_raw(bruna.client.raw("GET", query, None, None), Tipo::RichiestaIllegibile, &[]).await;
    }
}

#[tokio::test]
async fn only_routes_are_answered() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for (method, path, allow) in [
        ("PUT", "/api/quesiti", "GET, POST"),
        ("DELETE", "/api/quesiti", "GET, POST"),
        ("PATCH", "/api/sessione", "DELETE, GET, POST"),
        ("POST", "/api/home", "GET"),
        ("GET", "/api/allegati", "POST"),
        ("DELETE", "/api/quesiti/aaaaaaaaaaaaaaaaaaaaaaaaaa", "GET"),
    ] {
        let response = anna.client.raw(method, path, None, None).await;
        assert_eq!(response.headers().get("allow").and_then(|value| value.to_str().ok()), Some(allow), "{method} {path}");
        system.refuses_raw(async { response }, Tipo::MetodoNonAmmesso, &[]).await;
    }
    for path in
        ["/api", "/api/", "/api/altro", "/api/quesiti/", "/api/quesiti//ricevuta", "/api/quesiti/a/b", "/api/Quesiti", "/api/status/x"]
    {
        system.refuses_raw(anna.client.raw("GET", path, None, None), Tipo::NonTrovato, &[]).await;
    }
}

#[tokio::test]
async fn a_comment_needs_no_key_and_takes_no_unknown_field() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    for body in [
        json!({ "versione": 1 }),
        json!({ "commento": "x" }),
        json!({ "versione": 1, "commento": "x", "stato": "chiusa" }),
        json!({ "versione": -1, "commento": "x" }),
    ] {
        system
            .refuses_raw(
                bruna.client.raw("POST", &format!("/api/fascicolo/quesiti/{id}/commenti"), Some(body.to_string()), None),
                Tipo::RichiestaIllegibile,
                &[],
            )
            .await;
    }
    for body in [json!({ "versione": 2, "esito": "forse", "commento": "x" }), json!({ "versione": 2, "commento": "x" })] {
        system
            .refuses_raw(
                bruna.client.raw("POST", &format!("/api/fascicolo/quesiti/{id}/chiusura"), Some(body.to_string()), None),
                Tipo::RichiestaIllegibile,
                &[],
            )
            .await;
    }
    bruna.client.call::<CommentQuesito>(&QuesitoPath { id }, &Nulla {}, &nota()).await.expect("a comment");
}

fn nota() -> cassetto_api::fascicolo::NuovoCommento {
    cassetto_api::fascicolo::NuovoCommento { versione: 1, commento: "Nota.".to_owned() }
}
