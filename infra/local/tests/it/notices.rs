//! From an outbox row to the phone and the mailbox: stream, topic, mail server; and what happens when one of them is down.

use std::time::Duration;

use cassetto_local::{Cloud, Fault, Options, Rule, Target};
use jiff::SignedDuration;

use crate::http::{TestClock, employer, get, send_quesito, still_at};

const KEY: &str = "chiave-di-prova-0001";

/// At night SMS wait.
const MORNING: &str = "2026-05-04T08:00:00Z";

#[tokio::test]
async fn a_quesito_sends_one_sms_and_one_mail() {
    let cloud = still_at(&TestClock::at(MORNING)).await;
    let (_, cookie) = employer(&cloud).await;
    let sent = send_quesito(&cloud, &cookie, KEY).await;
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(cloud.sent().lists(), cassetto_local::sent::Lists::default());
    cloud.settle().await.expect("settled");
    let lists = cloud.sent().lists();
    let ([sms], [email]) = (lists.sms.as_slice(), lists.email.as_slice()) else { panic!("{lists:?}") };
    let id = sent.json()["id"].as_str().expect("an id").to_owned();
    assert_eq!(sms.numero, "+393000000001");
    assert!(sms.testo.contains(&format!("{}/quesiti/{id}", cloud.origin())), "{}", sms.testo);
    assert_eq!(email.destinatario, "anna@esempio.example");
    assert!(!email.oggetto.is_empty() && email.testo.contains(&id), "{email:?}");
    assert!(cloud.dead_letters().list().is_empty());

    let page = get(&format!("{}/locale/avvisi", cloud.origin())).await;
    assert!(page.text().contains("+393000000001") && page.text().contains(&format!("/quesiti/{id}\">")), "{}", page.text());
    let json = get(&format!("{}/locale/avvisi.json", cloud.origin())).await.json();
    assert_eq!(json["sms"][0]["numero"], "+393000000001");
    cloud.sweep().await.expect("swept");
    assert_eq!(cloud.sent().lists(), lists, "a sweep finds nothing left");
    cloud.shutdown().await;
}

#[tokio::test]
async fn in_the_background_it_happens_by_itself() {
    let cloud = Cloud::start(Options { clock: TestClock::at(MORNING).clock(), ..Options::default() }).await.expect("a cloud");
    let (_, cookie) = employer(&cloud).await;
    assert_eq!(send_quesito(&cloud, &cookie, KEY).await.status, 201);
    let both = |lists: &cassetto_local::sent::Lists| lists.sms.len() == 1 && lists.email.len() == 1;
    cloud.sent().wait_until(Duration::from_secs(10), both).await.expect("both arrive");
    cloud.shutdown().await;
}

#[tokio::test]
async fn a_mail_server_that_is_down_delays_and_loses_nothing() {
    let clock = TestClock::at("2026-05-04T08:00:00Z");
    let cloud = still_at(&clock).await;
    let (_, cookie) = employer(&cloud).await;
    cloud.faults().inject(Rule::new(Target::Smtp, Fault::Refuse));
    assert_eq!(send_quesito(&cloud, &cookie, KEY).await.status, 201);
    cloud.settle().await.expect("settled");
    assert_eq!(cloud.sent().lists().sms.len(), 1);
    assert_eq!(cloud.sent().lists().email.len(), 0);
    let letters = cloud.dead_letters().list();
    assert_eq!(letters.iter().map(|letter| letter.function).collect::<Vec<_>>(), ["deliver"]);
    assert_eq!(cloud.faults().struck(), 3, "an asynchronous invocation has three attempts");

    cloud.faults().clear();
    clock.advance(SignedDuration::from_hours(2));
    cloud.sweep().await.expect("swept");
    assert_eq!(cloud.sent().lists().sms.len(), 1);
    assert_eq!(cloud.sent().lists().email.len(), 1);
    cloud.shutdown().await;
}

#[tokio::test]
async fn an_sns_that_is_down_delays_and_loses_nothing() {
    let clock = TestClock::at("2026-05-04T08:00:00Z");
    let cloud = still_at(&clock).await;
    let (_, cookie) = employer(&cloud).await;
    cloud.faults().inject(Rule::new(Target::Sns, Fault::Status500));
    assert_eq!(send_quesito(&cloud, &cookie, KEY).await.status, 201);
    cloud.settle().await.expect("settled");
    assert_eq!(cloud.sent().lists(), cassetto_local::sent::Lists::default());
    assert!(cloud.faults().struck() > 0);

    cloud.faults().clear();
    clock.advance(SignedDuration::from_hours(2));
    cloud.sweep().await.expect("swept");
    let lists = cloud.sent().lists();
    assert_eq!((lists.sms.len(), lists.email.len()), (1, 1));
    cloud.shutdown().await;
}

#[tokio::test]
async fn the_mail_server_answers_as_the_fault_says() {
    let clock = TestClock::at("2026-05-04T08:00:00Z");
    for (fault, mails) in [(Fault::Status500, 1), (Fault::Throttle, 1), (Fault::DropAnswer, 2)] {
        let cloud = still_at(&clock).await;
        let (_, cookie) = employer(&cloud).await;
        cloud.faults().inject(Rule::new(Target::Smtp, fault.clone()).times(1));
        assert_eq!(send_quesito(&cloud, &cookie, KEY).await.status, 201);
        cloud.settle().await.expect("settled");
        assert_eq!(cloud.faults().struck(), 1, "{fault:?}");
        // What was taken without an answer is sent again: doubled, never lost.
        assert_eq!(cloud.sent().lists().email.len(), mails, "{fault:?}");
        cloud.shutdown().await;
    }
}
