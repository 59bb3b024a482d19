//! `infra/openapi.json`: fresh, and true of what the API answers.

use std::path::PathBuf;

use cassetto_allegati::campioni;
use cassetto_api::endpoint::{Content, Method};
use cassetto_api::openapi;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_api::routes::ALL;
use cassetto_tests::System;
use serde_json::{Value, json};

fn document() -> Value {
    openapi::document(env!("CARGO_PKG_VERSION"))
}

#[test]
fn the_committed_document_is_fresh() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../infra/openapi.json");
    let fresh = format!("{}\n", serde_json::to_string_pretty(&document()).expect("JSON"));
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        std::fs::write(&path, &fresh).expect("written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == fresh, "infra/openapi.json is not what the endpoints say: run `cargo xtask generate` and commit it");
}

#[test]
fn every_route_is_described_once() {
    let document = document();
    for (_, meta) in ALL {
        let operation = &document["paths"][meta.path][meta.method.as_str().to_lowercase()];
        assert_eq!(operation["operationId"], meta.name);
        assert!(operation["responses"][meta.success.to_string()].is_object(), "{}", meta.name);
    }
    let operations: usize =
        document["paths"].as_object().expect("paths").values().filter_map(Value::as_object).map(serde_json::Map::len).sum();
    assert_eq!(operations, ALL.len());
}

/// OpenAPI 3.0's `nullable` as JSON Schema says it.
fn nullable(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(nullable),
        Value::Object(fields) => {
            fields.values_mut().for_each(nullable);
            if fields.remove("nullable") == Some(Value::Bool(true)) {
                let rest = std::mem::take(fields);
                fields.insert("anyOf".to_owned(), json!([rest, { "type": "null" }]));
            }
        }
        _ => {}
    }
}

/// What is wrong with `answer`, by the schema that the document gives the operation.
fn faults(document: &Value, schema: &Value, answer: &Value) -> Vec<String> {
    let mut root = json!({ "allOf": [schema], "components": document["components"] });
    nullable(&mut root);
    let validator = jsonschema::validator_for(&root).expect("a schema");
    validator.iter_errors(answer).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_as_the_document_describes_them() {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    let allegato = anna.client.upload("a.pdf", "application/pdf", campioni::pdf("a")).await.expect("an upload");
    let id = anna.send(&NuovoQuesito { allegati: vec![allegato], ..anna.domanda() }).await.expect("a protocol").id;
    let allegato = anna.documenti(id).await[0];
    bruna.take(id, 1).await.expect("taken");
    bruna.answer(id, 2, Vec::new()).await.expect("an answer");
    bruna.close(id, 3, cassetto_api::modello::EsitoVoce::Accolta).await.expect("closed");
    anna.ask().await;
    let delega = studio.delega_to(&system.datore(2).await).await;
    // A day later its register is out; everybody signs in again.
    system.advance(std::time::Duration::from_secs(86_400));
    system.cloud.registri().await.expect("registers");
    let giulia = system.responsabile(1).await;
    for who in [&anna, &bruna, &studio] {
        system.session(who).await;
    }
    system.cloud.settle().await.expect("settled");

    let document = document();
    let queries = [("GetHome", ""), ("ListCoda", "?vista=chiuse"), ("ListQuesiti", "?limit=1")];
    for (_, meta) in ALL.iter().filter(|(_, meta)| meta.method == Method::Get && meta.content == Content::Json) {
        let operation = &document["paths"][meta.path]["get"];
        let schema = &operation["responses"]["200"]["content"]["application/json"]["schema"];
        let subject = match meta.path {
            path if path.contains("/persone/") => anna.id.to_string(),
            path if path.contains("/deleghe/") => delega.to_string(),
            _ => id.to_string(),
        };
        let path = meta.path.replace("{id}", &subject).replace("{allegato}", &allegato.to_string());
        let path = path.replace("{anno}", "2026").replace("{data}", "2026-11-23");
        let query = queries.iter().find(|(name, _)| *name == meta.name).map_or("", |(_, query)| query);
        let mut served = 0;
        for who in [&anna, &bruna, &studio, &giulia] {
            let response = who.client.raw("GET", &format!("{path}{query}"), None, None).await;
            let status = response.status();
            let answer: Value = serde_json::from_slice(&response.bytes().await.expect("a body")).expect("JSON");
            if status.is_success() {
                served += 1;
                assert_eq!(faults(&document, schema, &answer), Vec::<String>::new(), "{}: {answer}", meta.name);
                // The check itself sees what is missing.
                assert!(!faults(&document, schema, &json!({})).is_empty(), "{}", meta.name);
            } else {
                let problem = &document["components"]["responses"]["Problema"]["content"]["application/problem+json"]["schema"];
                assert_eq!(faults(&document, problem, &answer), Vec::<String>::new(), "{}: {answer}", meta.name);
            }
        }
        assert!(served > 0, "{} was not served", meta.name);
    }
}
