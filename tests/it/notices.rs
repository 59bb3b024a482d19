//! Notices: which change tells whom by which channel, in words that give nothing away, once.

use cassetto_api::modello::EsitoVoce;
use cassetto_domain::avviso::Canale;
use cassetto_domain::avviso::gsm7;
use cassetto_local::sent::Lists;
use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::{Individuo, System};
use serde_json::{Value, json};

/// How many SMS and e-mails there are once everything has been delivered.
async fn sent(system: &System) -> (usize, usize) {
    system.cloud.settle().await.expect("settled");
    let Lists { sms, email, .. } = system.cloud.sent().lists();
    (sms.len(), email.len())
}

fn outbox(system: &System) -> Vec<Value> {
    let rows = system.cloud.rows().expect("rows");
    rows.into_iter().filter(|row| row["pk"]["S"].as_str().is_some_and(|pk| pk.starts_with("OUT#"))).collect()
}

/// The stream's record of a row that was inserted, as Lambda gets it.
fn inserted((number, row): (usize, &Value)) -> Value {
    json!({
        "eventID": format!("{number}"),
        "eventName": "INSERT",
        "eventSource": "aws:dynamodb",
        "dynamodb": { "Keys": { "pk": row["pk"], "sk": row["sk"] }, "NewImage": row, "SequenceNumber": format!("{number}") },
    })
}

async fn nobody_told(system: &System, anna: &Individuo) {
    anna.ask().await;
    assert_eq!(sent(system).await, (0, 0));
    assert!(outbox(system).is_empty());
}

#[tokio::test]
async fn each_change_tells_by_both_channels_and_a_comment_by_none() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    let id = anna.ask().await;
    assert_eq!(sent(&system).await, (1, 1));
    bruna.comment(id, 1, "Una nota.").await.expect("a comment");
    assert_eq!(sent(&system).await, (1, 1));
    bruna.take(id, 2).await.expect("taken");
    assert_eq!(sent(&system).await, (2, 2));
    bruna.comment(id, 3, "Un'altra.").await.expect("a comment");
    assert_eq!(sent(&system).await, (2, 2));
    bruna.answer(id, 4, Vec::new()).await.expect("an answer");
    assert_eq!(sent(&system).await, (3, 3));
    bruna.close(id, 5, EsitoVoce::Respinta).await.expect("closed");
    assert_eq!(sent(&system).await, (4, 4));
    assert!(outbox(&system).is_empty());
    assert!(system.cloud.dead_letters().list().is_empty());

    // Four different texts, all with the way in and nothing of the matter; an SMS is one segment.
    let Lists { sms, email, .. } = system.cloud.sent().lists();
    let link = format!("{}/quesiti/{id}", system.cloud.origin());
    for (index, message) in sms.iter().enumerate() {
        assert_eq!(message.numero, "+393000000001");
        assert!(message.testo.ends_with(&link), "{}", message.testo);
        assert!(gsm7::is_gsm7(&message.testo) && gsm7::segmenti(&message.testo) == 1, "{}", message.testo);
        assert!(sms[..index].iter().all(|other| other.testo != message.testo));
    }
    for (index, message) in email.iter().enumerate() {
        assert_eq!(message.destinatario, "persona1@esempio.example");
        assert_eq!(message.testo.matches(&link).count(), 1);
        assert!(email[..index].iter().all(|other| other.testo != message.testo));
    }
    let everything = sms.iter().map(|sms| &sms.testo).chain(email.iter().flat_map(|email| [&email.oggetto, &email.testo]));
    for text in everything {
        let text = text.replace(&link, "");
        for secret in ["Anna", "Bruna", "Esempio", "000000", "Avviso non", "Respinta", "respinta", "Olena", "3000000001", "nota"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
}

#[tokio::test]
async fn somebody_without_a_channel_is_told_by_the_other_or_not_at_all() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    let original = system.kit().store.persona(anna.id).await.expect("a table").expect("a person").contatti;
    system.contatti(&anna, |contatti| *contatti = Default::default()).await;
    nobody_told(&system, &anna).await;
    system.contatti(&anna, |contatti| contatti.cellulare.clone_from(&original.cellulare)).await;
    anna.ask().await;
    assert_eq!(sent(&system).await, (1, 0));
    system.contatti(&anna, |contatti| *contatti = cassetto_domain::contatto::Contatti { cellulare: None, ..original.clone() }).await;
    let id = anna.ask().await;
    assert_eq!(sent(&system).await, (1, 1));
    // Each notice goes where the person is to be found when the change happens.
    let bruna = system.operatore(1).await;
    system.contatti(&anna, |contatti| *contatti = original).await;
    bruna.take(id, 1).await.expect("taken");
    assert_eq!(sent(&system).await, (2, 2));
}

#[tokio::test]
async fn a_batch_that_comes_twice_or_out_of_order_sends_nothing_twice() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for _ in 0..3 {
        anna.ask().await;
    }
    let rows = outbox(&system);
    assert_eq!(rows.len(), 3);
    let mut records: Vec<Value> = rows.iter().enumerate().map(inserted).collect();
    let functions = system.cloud.functions();
    records.reverse();
    for batch in [&records[..], &records[1..2], &records[..]] {
        let answer = functions.stream(json!({ "Records": batch })).await.expect("an answer");
        assert_eq!(answer, json!({ "batchItemFailures": [] }));
    }
    // The stream itself brings them once more, then the sweeper looks.
    assert_eq!(sent(&system).await, (3, 3));
    system.cloud.sweep().await.expect("a sweep");
    functions.stream(json!({ "Records": records })).await.expect("an answer");
    assert_eq!(sent(&system).await, (3, 3));
    assert!(outbox(&system).is_empty());
}

#[tokio::test]
async fn a_message_of_the_topic_that_comes_twice_sends_one_mail() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    anna.ask().await;
    let rows = outbox(&system);
    assert_eq!(sent(&system).await, (1, 1));
    let message = json!({ "avviso": rows[0]["sk"]["S"], "canale": "email" });
    system.kit().store.publish(Canale::Email, &message).await.expect("published");
    assert_eq!(sent(&system).await, (1, 1));
}

#[tokio::test]
async fn the_subscription_hands_over_e_mails_only() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    // Nothing leaves by itself: the topic is tried by hand.
    system.cloud.faults().inject(Rule::new(Target::Sns, Fault::Status500));
    anna.ask().await;
    assert_eq!(sent(&system).await, (0, 0));
    system.cloud.faults().clear();
    let rows = outbox(&system);
    assert_eq!(rows.len(), 1);
    for row in &rows {
        let message = json!({ "avviso": row["sk"]["S"] });
        system.kit().store.publish(Canale::Sms, &message).await.expect("published");
    }
    assert_eq!(sent(&system).await, (0, 0));
    // Even a message that came through the wrong channel sends no SMS by mail.
    for (row, canale) in rows.iter().flat_map(|row| ["sms", "email"].map(|canale| (row, canale))) {
        let message = json!({ "avviso": row["sk"]["S"], "canale": canale });
        system.kit().store.publish(Canale::Email, &message).await.expect("published");
    }
    assert_eq!(sent(&system).await, (0, 1));
    assert!(system.cloud.dead_letters().list().is_empty());
}
