//! The demo people, once.

use std::collections::BTreeMap;

use cassetto_local::{Cloud, Options, demo};

use crate::http::{Answer, send};

async fn sign_in(cloud: &Cloud, codice_fiscale: &str, pin: &str) -> String {
    let url = format!("{}/api/sessione", cloud.origin());
    let body = serde_json::json!({"codice_fiscale": codice_fiscale, "pin": pin}).to_string();
    let answer = send("POST", &url, &[("content-type", "application/json")], body.as_bytes()).await;
    assert_eq!(answer.status, 201, "{}", answer.text());
    answer.header("set-cookie").split(';').next().expect("a cookie").to_owned()
}

async fn get(cloud: &Cloud, cookie: &str, path: &str) -> Answer {
    let answer = send("GET", &format!("{}{path}", cloud.origin()), &[("cookie", cookie)], b"").await;
    assert_eq!(answer.status, 200, "{path}: {}", answer.text());
    answer
}

#[tokio::test]
async fn the_demo_people_are_brought_once_with_their_history() {
    let data = tempfile::tempdir().expect("a folder");
    let options = || Options { data: Some(data.path().to_owned()), seed: true, background: false, ..Options::default() };
    let cloud = Cloud::start(options()).await.expect("a cloud");
    let persone = demo::persone();

    let [first, second, ..] = persone.datori.as_slice() else { panic!("employers") };
    let cookie = sign_in(&cloud, first.codice_fiscale.as_str(), &first.pin).await;
    let list = get(&cloud, &cookie, "/api/quesiti").await.json();
    let voci = list["voci"].as_array().expect("a list");
    let mut states = BTreeMap::new();
    for voce in voci {
        *states.entry((voce["stato"].to_string(), voce["esito"].to_string())).or_insert(0) += 1;
    }
    for state in [("\"aperta\"", "null"), ("\"in_carico\"", "null"), ("\"chiusa\"", "\"accolta\""), ("\"chiusa\"", "\"respinta\"")] {
        assert!(states.contains_key(&(state.0.to_owned(), state.1.to_owned())), "{state:?} is missing: {states:?}");
    }
    assert_eq!(voci.iter().filter(|voce| voce["da_leggere"] == true).count(), 1);
    assert!(voci.iter().all(|voce| voce["presentato"].as_str().is_some_and(|presentato| presentato < "2100")));

    let cookie = sign_in(&cloud, second.codice_fiscale.as_str(), &second.pin).await;
    assert_eq!(get(&cloud, &cookie, "/api/quesiti").await.json()["voci"].as_array().map(Vec::len), Some(0));
    let cookie = sign_in(&cloud, persone.intermediario.codice_fiscale.as_str(), &persone.intermediario.pin).await;
    let mut datori = 0;
    let mut body = serde_json::json!({ "limit": 20 });
    loop {
        let headers = [("cookie", cookie.as_str()), ("content-type", "application/json")];
        let url = format!("{}/api/datori/ricerca", cloud.origin());
        let page = send("POST", &url, &headers, body.to_string().as_bytes()).await.json();
        datori += page["voci"].as_array().map_or(0, Vec::len);
        if page["cursor"].is_null() {
            break;
        }
        body["cursor"] = page["cursor"].clone();
    }
    assert_eq!(datori, 40);
    for operatore in &persone.operatori {
        let cookie = sign_in(&cloud, operatore.codice_fiscale.as_str(), &operatore.pin).await;
        let queue = get(&cloud, &cookie, "/api/fascicolo/quesiti?vista=da_assegnare").await.json();
        assert!(queue["voci"].as_array().is_some_and(|voci| !voci.is_empty()), "the queue of {}", operatore.sede);
    }

    // Registers without gaps, whoever wrote.
    let mut registers: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for row in cloud.rows().expect("rows") {
        let (pk, sk) = (row["pk"]["S"].as_str().unwrap_or_default(), row["sk"]["S"].as_str().unwrap_or_default());
        if let (Some(register), Ok(number)) = (pk.strip_prefix("REG#"), sk.parse()) {
            registers.entry(register.to_owned()).or_default().push(number);
        }
    }
    assert!(registers.len() >= 2, "{registers:?}");
    for (register, numbers) in registers {
        assert_eq!(numbers, (1..=numbers.len() as u64).collect::<Vec<_>>(), "{register}");
    }
    let lists = cloud.sent().lists();
    // Intermediaries are told by e-mail only.
    assert!(lists.sms.len() > 30 && lists.email.len() >= lists.sms.len(), "{} {}", lists.sms.len(), lists.email.len());
    assert!(cloud.dead_letters().list().is_empty());
    let rows = cloud.rows().expect("rows").len();
    cloud.shutdown().await;
    assert!(!Cloud::will_seed(&options()));

    let cloud = Cloud::start(options()).await.expect("a cloud");
    assert_eq!(cloud.rows().expect("rows").len(), rows);
    assert_eq!(cloud.sent().lists(), lists);
    cloud.shutdown().await;
}

#[tokio::test]
async fn demo_people_that_were_interrupted_start_again() {
    let data = tempfile::tempdir().expect("a folder");
    let options = |seed| Options { data: Some(data.path().to_owned()), seed, background: false, ..Options::default() };
    // As a process leaves it that is stopped after its first writes.
    let cloud = Cloud::start(options(false)).await.expect("a cloud");
    let (persona, _) = crate::http::employer(&cloud).await;
    cloud.shutdown().await;
    std::fs::write(data.path().join("demo.json"), "{\"demo\": \"begun\"}\n").expect("written");

    assert!(Cloud::will_seed(&options(true)));
    let cloud = Cloud::start(options(true)).await.expect("a cloud");
    assert!(cloud.kit().store.persona(persona.id).await.expect("an answer").is_none());
    cloud.shutdown().await;
}
