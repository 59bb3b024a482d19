//! Keys: compulsory where something is registered, and each good for one body.

use super::changed;
use cassetto_api::fascicolo::NuovaRisposta;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_tests::{System, chiave};
use serde_json::{Value, json};

#[tokio::test]
async fn a_key_is_compulsory_where_something_is_registered() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let (bruna, id) = (system.operatore(1).await, anna.ask().await);
    bruna.take(id, 1).await.expect("taken");
    let long = "k".repeat(65);
    let answer = format!("/api/fascicolo/quesiti/{id}/messaggi");
    for key in
        [None, Some(""), Some("corta"), Some("quindici-lettr-"), Some(long.as_str()), Some("chiave_con_altro!"), Some("chiave con blanchi")]
    {
        system
            .refuses_raw(anna.client.raw("POST", "/api/quesiti", Some(changed(&anna, "", Value::Null)), key), Tipo::ChiaveAssente, &[])
            .await;
        let body = json!({ "versione": 2, "testo": "Ecco." }).to_string();
        system.refuses_raw(bruna.client.raw("POST", &answer, Some(body), key), Tipo::ChiaveAssente, &[]).await;
    }
    for key in ["k".repeat(16), "k".repeat(64)] {
        anna.send_with_key(&anna.domanda(), &key).await.expect("a protocol");
    }
}

#[tokio::test]
async fn a_key_gives_its_first_answer_again() {
    let system = System::start().await;
    let (anna, other) = (system.datore(1).await, system.datore(2).await);
    let (key, body) = (chiave(), anna.domanda());
    let first = anna.send_with_key(&body, &key).await.expect("a protocol");
    let before = system.snapshot();
    assert_eq!(anna.send_with_key(&body, &key).await.expect("the same"), first);
    assert_eq!(system.snapshot(), before);
    let another = NuovoQuesito { oggetto: "Altro".to_owned(), ..body.clone() };
    system.refuses(anna.send_with_key(&another, &key), Tipo::ChiaveRiusata, &[]).await;
    // Keys are each person's own.
    let second = other.send_with_key(&other.domanda(), &key).await.expect("a protocol");
    assert_eq!((first.protocollo.numero.as_str(), second.protocollo.numero.as_str()), ("0000001", "0000002"));
    // Long after, and when the quesito has moved on, the answer is still the first.
    let bruna = system.operatore(1).await;
    bruna.take(first.id, 1).await.expect("taken");
    assert_eq!(anna.send_with_key(&body, &key).await.expect("the same"), first);

    let (key, answer) = (chiave(), NuovaRisposta { versione: 2, testo: "Ecco.".to_owned(), allegati: Vec::new() });
    let answered = bruna.answer_with_key(first.id, &answer, &key).await.expect("an answer");
    let before = system.snapshot();
    assert_eq!(bruna.answer_with_key(first.id, &answer, &key).await.expect("the same"), answered);
    assert_eq!(system.snapshot(), before);
    let another = NuovaRisposta { versione: 3, ..answer.clone() };
    system.refuses(bruna.answer_with_key(first.id, &another, &key), Tipo::ChiaveRiusata, &[]).await;
}
