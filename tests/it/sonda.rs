//! The canary goes its way in the embedded cloud, says where it stops, and leaves no trace in any register.

use cassetto_domain::pin::Pin;
use cassetto_domain::ruolo::Ruolo;
use cassetto_local::{Fault, Options, Rule, Target, Tecnico};
use cassetto_tests::System;
use serde_json::{Value, json};

async fn scene() -> (System, Tecnico, tempfile::TempDir) {
    let pages = tempfile::tempdir().expect("a folder");
    std::fs::write(pages.path().join("index.html"), "<!doctype html><title>Cassetto</title>").expect("a page");
    let folder = pages.path().to_owned();
    let system = System::start_with(|options| Options { pwa: Some(folder), ..options }).await;
    let anna = system.datore(1).await;
    let phc = cassetto_login::pin_hash::hash(&Pin::parse("Sonda123").expect("a PIN")).expect("a hash");
    system.pin(&anna, Ruolo::Datore, phc).await;
    let tecnico = Tecnico { codice_fiscale: anna.codice_fiscale.as_str().to_owned(), pin: "Sonda123".to_owned() };
    (system, tecnico, pages)
}

async fn go(system: &System, tecnico: Option<&Tecnico>) -> Value {
    system.cloud.functions().sonda(tecnico.cloned()).await.expect("an outcome")
}

#[tokio::test(flavor = "multi_thread")]
async fn it_goes_all_the_way_and_leaves_no_number_no_draft_and_no_session() {
    let (system, tecnico, _pages) = scene().await;
    let before = system.cloud.rows().expect("rows");
    assert_eq!(go(&system, Some(&tecnico)).await, json!({ "passi": 7 }));
    let left: Vec<Value> = system.cloud.rows().expect("rows").into_iter().filter(|row| !before.contains(row)).collect();
    let kinds: Vec<&str> = left.iter().filter_map(|row| row["pk"]["S"].as_str()).collect();
    assert!(kinds.iter().all(|kind| !["Q#", "REG#", "CONT#", "OUT#"].iter().any(|prefix| kind.starts_with(prefix))), "{kinds:?}");
    assert!(
        left.iter().all(|row| row.get("ttl").is_some() || before.iter().any(|old| old["pk"] == row["pk"] && old["sk"] == row["sk"])),
        "{left:?}"
    );
    assert!(system.cloud.object_keys().expect("keys").iter().all(|key| key.starts_with("pending/")));
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_person_it_looks_at_what_is_open() {
    let (system, _, _pages) = scene().await;
    assert_eq!(go(&system, None).await, json!({ "passi": 2 }));
}

#[tokio::test(flavor = "multi_thread")]
async fn it_says_where_it_stops() {
    let (system, tecnico, _pages) = scene().await;
    let wrong = Tecnico { pin: "Sonda999".to_owned(), ..tecnico.clone() };
    assert_eq!(go(&system, Some(&wrong)).await, json!({ "interrotta": "accesso", "motivo": "status 401" }));
    system.cloud.faults().inject(Rule::new(Target::S3, Fault::Status500));
    assert_eq!(go(&system, Some(&tecnico)).await["interrotta"], "documento");
    system.cloud.faults().clear();
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Status500));
    assert_eq!(go(&system, Some(&tecnico)).await["interrotta"], "stato");
    system.cloud.faults().clear();
    let (nowhere, tecnico, pages) = scene().await;
    drop(pages);
    assert_eq!(go(&nowhere, Some(&tecnico)).await["interrotta"], "pagina");
}
