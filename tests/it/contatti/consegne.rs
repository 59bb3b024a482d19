//! Deliveries: quiet hours, receipts, channels that stand in, summaries; and the log of it all.

use std::time::Duration;

use cassetto_api::modello::{CanaleVoce, StatoConsegnaVoce};
use cassetto_api::quesiti::NuovoQuesito;
use cassetto_domain::contatto::TipoContatto;
use cassetto_domain::preferenze::PoliticaSms;
use cassetto_local::{Fault, Options, Rule, Target};
use cassetto_tests::{Individuo, System};
use serde_json::json;

use super::{avvisi, choose, last};

use CanaleVoce::{Email, Pec, Sms};
use StatoConsegnaVoce::{Consegnata, InCoda, Inviata, Permanente, Tecnica};

async fn sent(system: &System) -> (usize, usize) {
    system.cloud.settle().await.expect("settled");
    let lists = system.cloud.sent().lists();
    (lists.sms.len(), lists.email.len())
}

/// Gives somebody a PEC.
async fn pec(system: &System, who: &Individuo) {
    let pec = Some("anna@pec.esempio.example");
    system.contatti(who, |contatti| *contatti = contatti.clone().with(TipoContatto::Pec, pec).expect("a PEC")).await;
}

#[tokio::test]
async fn an_sms_waits_for_the_morning_and_an_e_mail_does_not() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    system.set_now("2026-11-23T20:30:00Z");
    system.session(&anna).await;
    anna.ask().await;
    assert_eq!(sent(&system).await, (0, 1));
    assert_eq!(last(&anna).await, [(Sms, InCoda), (Email, Inviata)]);
    let dopo = avvisi(&anna).await[0].consegne[0].dopo.clone();
    assert_eq!(dopo.map(|dopo| dopo.0).as_deref(), Some("2026-11-24T07:00:00.000Z"));
    // All night: nothing, and nobody is alarmed by what waits on purpose.
    for hour in 21..=30 {
        system.set_now(&format!("2026-11-{}T{:02}:59:00Z", 23 + hour / 24, hour % 24));
        system.cloud.sweep().await.expect("a sweep");
        assert_eq!(sent(&system).await, (0, 1));
        assert_eq!(system.kit().store.outbox_age(system.now()).await.expect("an age").map(|age| age.as_secs()), Some(0));
    }
    system.set_now("2026-11-24T07:00:00Z");
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(sent(&system).await, (1, 1));
    system.session(&anna).await;
    assert_eq!(last(&anna).await, [(Sms, Inviata), (Email, Inviata)]);
}

#[tokio::test]
async fn a_report_about_an_sms_and_a_bounce_are_seen_and_the_pec_stands_in() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    pec(&system, &anna).await;
    anna.ask().await;
    assert_eq!(sent(&system).await, (1, 1));
    let lists = system.cloud.sent().lists();
    let sms = json!({ "tipo": "sms", "messaggio": lists.sms[0].messaggio, "esito": "permanente", "quando": "2026-11-23T11:00:05Z" });
    let mail = json!({ "messageId": "ses-1", "commonHeaders": { "messageId": format!("<{}>", lists.email[0].messaggio) } });
    let delivered = json!({ "eventType": "Delivery", "mail": mail, "delivery": { "timestamp": "2026-11-23T11:00:04.000Z" } });
    let bounce = json!({ "eventType": "Bounce", "mail": mail, "bounce": { "bounceType": "Permanent" } });
    for receipt in [&sms, &sms] {
        system.cloud.receipt(receipt).await;
        assert_eq!(last(&anna).await, [(Sms, Permanente), (Email, Inviata)], "the e-mail went: nothing stands in");
    }
    system.cloud.receipt(&delivered).await;
    assert_eq!(last(&anna).await, [(Sms, Permanente), (Email, Consegnata)]);
    // A bounce that comes after all overrules it, and the third channel is used.
    system.cloud.receipt(&bounce).await;
    assert_eq!(sent(&system).await, (1, 2));
    assert_eq!(last(&anna).await, [(Sms, Permanente), (Email, Permanente), (Pec, Inviata)]);
    system.cloud.receipt(&delivered).await;
    system.cloud.receipt(&bounce).await;
    assert_eq!(sent(&system).await, (1, 2), "twice and out of order: no more");
    // PEC's two receipts, the second one first.
    let message = format!("<{}>", system.cloud.sent().lists().email[1].messaggio);
    for (kind, when) in [("avvenuta-consegna", "2026-11-23T11:00:20Z"), ("accettazione", "2026-11-23T11:00:10Z")] {
        let headers = json!({ "X-Ricevuta": kind, "X-Riferimento-Message-ID": message, "Message-ID": format!("<{kind}@pec.example>") });
        system.cloud.receipt(&json!({ "tipo": "pec", "intestazioni": headers, "quando": when })).await;
    }
    let consegne = avvisi(&anna).await[0].consegne.clone();
    let certified = consegne.last().expect("the PEC");
    assert_eq!((certified.canale, certified.stato), (Pec, Consegnata));
    let at = |istante: &Option<cassetto_api::tempo::Istante>| istante.as_ref().map(|istante| istante.0.clone());
    assert_eq!(at(&certified.accettata).as_deref(), Some("2026-11-23T11:00:10.000Z"));
    assert_eq!(at(&certified.consegnata).as_deref(), Some("2026-11-23T11:00:20.000Z"));
    assert!(system.cloud.dead_letters().list().is_empty());
}

#[tokio::test]
async fn an_sms_as_fallback_goes_when_the_e_mail_did_not_arrive() {
    let system = System::start_with(|options| Options { politica_sms: PoliticaSms::Ripiego, ..options }).await;
    let (anna, carla) = (system.datore(1).await, system.datore(2).await);
    anna.ask().await;
    assert_eq!(sent(&system).await, (0, 1), "the e-mail first");
    assert_eq!(last(&anna).await, [(Email, Inviata)]);
    let message = system.cloud.sent().lists().email[0].messaggio.clone();
    let mail = json!({ "messageId": "ses-1", "commonHeaders": { "messageId": format!("<{message}>") } });
    system.cloud.receipt(&json!({ "eventType": "Bounce", "mail": mail, "bounce": { "bounceType": "Permanent" } })).await;
    assert_eq!(sent(&system).await, (1, 1));
    assert_eq!(last(&anna).await.len(), 2);
    assert!(last(&anna).await.contains(&(Sms, Inviata)) && last(&anna).await.contains(&(Email, Permanente)));

    // Who wants e-mails only did not agree to an SMS, whatever becomes of the e-mail.
    choose(&carla, &[Email]).await.expect("chosen");
    carla.ask().await;
    assert_eq!(sent(&system).await, (1, 2));
    let message = system.cloud.sent().lists().email[1].messaggio.clone();
    let mail = json!({ "messageId": "ses-2", "commonHeaders": { "messageId": format!("<{message}>") } });
    system.cloud.receipt(&json!({ "eventType": "Bounce", "mail": mail, "bounce": { "bounceType": "Permanent" } })).await;
    assert_eq!(sent(&system).await, (1, 2));
    assert_eq!(last(&carla).await, [(Email, Permanente)]);
}

#[tokio::test]
async fn a_receipt_that_comes_before_the_message_is_known_waits_for_it() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    choose(&anna, &[Email]).await.expect("chosen");
    // The server takes the mail and its answer is lost; the receipt comes before the next attempt.
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::DropAnswer));
    anna.ask().await;
    sent(&system).await;
    let messaggi: Vec<String> = system.cloud.sent().lists().email.iter().map(|email| email.messaggio.clone()).collect();
    assert!(messaggi.iter().all(|messaggio| *messaggio == messaggi[0]), "one message to whoever compares");
    assert_eq!(last(&anna).await, [(Email, InCoda)]);
    let mail = json!({ "messageId": "ses-1", "commonHeaders": { "messageId": messaggi[0] } });
    system.cloud.receipt(&json!({ "eventType": "Delivery", "mail": mail })).await;
    assert_eq!(last(&anna).await, [(Email, Consegnata)]);
    // What has arrived is not sent again.
    system.cloud.faults().clear();
    for _ in 0..3 {
        system.advance(Duration::from_secs(3600));
        system.cloud.sweep().await.expect("a sweep");
    }
    assert_eq!(sent(&system).await, (0, messaggi.len()));
    assert_eq!(system.kit().store.outbox_age(system.now()).await.expect("an age"), None);
}

#[tokio::test]
async fn what_is_no_receipt_leaves_those_that_came_with_it() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    anna.ask().await;
    assert_eq!(sent(&system).await, (1, 1));
    let sms = json!({ "tipo": "sms", "messaggio": system.cloud.sent().lists().sms[0].messaggio, "esito": "consegnato" });
    let records = ["{".to_owned(), json!({ "tipo": "fax" }).to_string(), sms.to_string()].map(|text| json!({ "Sns": { "Message": text } }));
    assert!(system.cloud.functions().esiti(json!({ "Records": records })).await.is_err());
    assert_eq!(last(&anna).await, [(Sms, Consegnata), (Email, Inviata)]);
}

#[tokio::test]
async fn what_is_no_receipt_ends_up_where_somebody_looks() {
    let system = System::start().await;
    system.cloud.receipt(&json!({ "tipo": "fax" })).await;
    let letters = system.cloud.dead_letters().list();
    assert_eq!(letters.iter().map(|letter| letter.function).collect::<Vec<_>>(), ["esiti"]);
}

#[tokio::test]
async fn attempts_end_and_the_next_channel_is_used() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    choose(&anna, &[Sms]).await.expect("chosen");
    system.cloud.faults().inject(Rule::new(Target::Sns, Fault::Status500).on("Publish").times(3 * 6));
    anna.ask().await;
    system.cloud.settle().await.expect("settled");
    for _ in 0..40 {
        system.advance(Duration::from_secs(300));
        system.cloud.sweep().await.expect("a sweep");
    }
    assert_eq!(sent(&system).await, (0, 1));
    assert_eq!(last(&anna).await, [(Sms, Tecnica), (Email, Inviata)], "SMS non recapitato: inviata e-mail");
}

#[tokio::test]
async fn a_consumer_that_is_off_for_a_day_loses_nothing() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for _ in 0..3 {
        anna.ask().await;
    }
    // The stream keeps its records for 24 hours: by then only the sweep finds them.
    system.advance(Duration::from_secs(25 * 3600));
    system.cloud.functions().sweep().await.expect("a sweep");
    assert_eq!(sent(&system).await, (3, 3));
    system.advance(Duration::from_secs(3600));
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(sent(&system).await, (3, 3));
    system.session(&anna).await;
    assert!(avvisi(&anna).await.iter().all(|avviso| avviso.consegne.iter().all(|consegna| consegna.stato == Inviata)));
}

#[tokio::test]
async fn an_intermediary_gets_one_e_mail_for_the_news_of_a_slot() {
    let system = System::start().await;
    let (anna, bruna, studio) = (system.datore(1).await, system.operatore(1).await, system.intermediario(1).await);
    system.delega(&studio, &anna).await;
    system.cloud.settle().await.expect("settled");
    let mut quesiti = Vec::new();
    for _ in 0..3 {
        let body = NuovoQuesito { datore: Some(anna.id), ..anna.domanda() };
        quesiti.push(studio.send(&body).await.expect("a protocol").id);
    }
    for id in quesiti {
        bruna.take(id, 1).await.expect("taken");
    }
    let mine = "persona700001@esempio.example";
    let to_studio =
        |system: &System| system.cloud.sent().lists().email.into_iter().filter(|email| email.destinatario == mine).collect::<Vec<_>>();
    system.cloud.settle().await.expect("settled");
    assert_eq!(to_studio(&system).len(), 0, "gathered");
    let waiting = avvisi(&studio).await;
    assert!(waiting.len() >= 3, "{waiting:?}");
    system.advance(Duration::from_secs(30 * 60));
    system.cloud.sweep().await.expect("a sweep");
    let [summary] = to_studio(&system).try_into().expect("one e-mail");
    assert!(summary.oggetto.contains(&waiting.len().to_string()), "{}", summary.oggetto);
    assert!(avvisi(&studio).await.iter().all(|avviso| avviso.consegne.iter().all(|consegna| consegna.stato == Inviata)));
    // Its receipt is one for all of them.
    let mail = json!({ "messageId": "ses", "commonHeaders": { "messageId": summary.messaggio } });
    system.cloud.receipt(&json!({ "eventType": "Delivery", "mail": mail })).await;
    assert!(avvisi(&studio).await.iter().all(|avviso| avviso.consegne.iter().all(|consegna| consegna.stato == Consegnata)));
}
