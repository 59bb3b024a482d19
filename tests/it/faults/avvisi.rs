//! Notices: never lost, and sent twice at most when something ends between sending and noting it.

use std::time::Duration;

use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::{Individuo, System};
use serde_json::{Value, json};

use crate::passi::{rows, sent};

const MINUTE: Duration = Duration::from_secs(60);

/// For what is caused but not awaited; nothing takes nearly as long.
const PATIENCE: Duration = Duration::from_secs(30);

/// Kinds of rows that are waiting in the outbox.
fn waiting(system: &System) -> Vec<(String, String)> {
    rows(system).into_keys().filter(|(pk, _)| pk.starts_with("OUT#")).collect()
}

/// How many SMS and e-mails went to somebody.
fn delivered(system: &System) -> (usize, usize) {
    let lists = system.cloud.sent().lists();
    (lists.sms.len(), lists.email.len())
}

async fn age(system: &System) -> Option<u64> {
    system.kit().store.outbox_age(system.now()).await.expect("an age").map(|age| age.unsigned_abs().as_secs())
}

/// The outbox is empty, and the thread tells of one SMS and one e-mail, delivered.
async fn assert_noted_once(system: &System, datore: &Individuo) {
    assert_eq!(waiting(system), []);
    assert_eq!(age(system).await, None);
    let list = system.kit().store.list_quesiti(datore.id, &Default::default(), None, 20).await.expect("a list");
    let thread = system.kit().store.thread(list.voci[0].id).await.expect("a thread").expect("a quesito");
    let mut canali: Vec<String> = thread.avvisi.iter().map(|avviso| format!("{:?} {}", avviso.canale, avviso.consegnato)).collect();
    canali.sort();
    assert_eq!(canali, ["Email true", "Sms true"]);
}

/// An hour with the schedule's tick at each fifth minute; the outbox grows older all the while.
async fn an_hour(system: &System) {
    for minute in 1..=60 {
        system.advance(MINUTE);
        if minute % 5 == 0 {
            system.cloud.sweep().await.expect("a sweep");
        }
        assert_eq!(age(system).await, Some(minute * 60));
    }
}

/// After an outage of an hour no notice waits longer than another forty minutes.
async fn recover(system: &System) {
    system.cloud.faults().clear();
    system.advance(40 * MINUTE);
    system.cloud.sweep().await.expect("a sweep");
}

#[tokio::test]
async fn sns_down_for_an_hour_delays_and_loses_nothing() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    system.cloud.faults().inject(Rule::new(Target::Sns, Fault::Status500));
    sent(&datore, 1).await;
    system.cloud.settle().await.expect("a stream");
    an_hour(&system).await;
    assert_eq!((delivered(&system), waiting(&system).len()), ((0, 0), 1));
    recover(&system).await;
    assert_eq!(delivered(&system), (1, 1));
    assert_noted_once(&system, &datore).await;
    assert_eq!(system.cloud.dead_letters().list(), []);
}

#[tokio::test]
async fn smtp_down_for_an_hour_delays_and_loses_nothing() {
    if std::env::var_os(TOLD).is_some() {
        cassetto_runtime::logging::init();
    }
    let system = System::start().await;
    let datore = system.datore(1).await;
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::Refuse));
    sent(&datore, 1).await;
    system.cloud.settle().await.expect("a stream");
    an_hour(&system).await;
    assert_eq!((delivered(&system), waiting(&system).len()), ((1, 0), 1));
    // At once, and after 5, 15 and 35 minutes, each of three attempts.
    assert_eq!(system.cloud.dead_letters().list().len(), 4);
    recover(&system).await;
    assert_eq!(delivered(&system), (1, 1));
    assert_noted_once(&system, &datore).await;
    // Nothing comes after that.
    system.advance(120 * MINUTE);
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(delivered(&system), (1, 1));
}

/// Set in the process that is to write its metrics to the standard output.
const TOLD: &str = "CASSETTO_PROVA_METRICHE";

/// Runs the test above once more and reads what `notify` writes for CloudWatch on its standard output.
#[test]
fn the_metric_tells_how_long_the_oldest_notice_waits() {
    let test = "faults::avvisi::smtp_down_for_an_hour_delays_and_loses_nothing";
    let program = std::env::current_exe().expect("this program");
    let output = std::process::Command::new(program).args([test, "--exact", "--nocapture"]).env(TOLD, "").output().expect("its output");
    assert!(output.status.success());
    let output = String::from_utf8(output.stdout).expect("text");
    let metrics = output.lines().filter_map(|line| serde_json::from_str::<Value>(line.get(line.find("{\"")?..)?).ok());
    let ages: Vec<f64> = metrics.filter_map(|metric| metric["EtaOutbox"].as_f64()).collect();
    let expected: Vec<f64> = (1..=12).map(|sweep| f64::from(sweep * 300)).collect();
    assert_eq!(ages[..12], expected);
    // The tick that hands the notice over may still see it; the one after that doesn't.
    assert_eq!((ages.len(), ages[13]), (14, 0.0));
}

#[tokio::test]
async fn a_lost_answer_of_sns_doubles_at_most() {
    for n in 1..=2 {
        let system = System::start().await;
        let datore = system.datore(1).await;
        system.cloud.faults().inject(Rule::new(Target::Sns, Fault::DropAnswer).on("Publish").from_call(n).times(1));
        sent(&datore, 1).await;
        system.cloud.settle().await.expect("a stream");
        recover(&system).await;
        let (sms, email) = delivered(&system);
        assert!((1..=2).contains(&sms) && (1..=2).contains(&email) && sms + email <= 3, "{sms} SMS, {email} e-mails");
        assert_noted_once(&system, &datore).await;
    }
}

#[tokio::test]
async fn a_lost_answer_of_smtp_doubles_at_most() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::DropAnswer).times(1));
    sent(&datore, 1).await;
    system.cloud.settle().await.expect("a stream");
    recover(&system).await;
    assert_eq!(delivered(&system), (1, 2));
    assert_noted_once(&system, &datore).await;
    // Whoever compares sees one message.
    let lists = system.cloud.sent().lists();
    assert_eq!(lists.email[0].testo, lists.email[1].testo);
}

/// All attempts of one of the two to note a delivery fail, as when the process ends there.
#[tokio::test]
async fn an_end_between_sending_and_noting_doubles_at_most() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    sent(&datore, 1).await;
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Refuse).on("TransactWriteItems").times(3));
    system.cloud.settle().await.expect("a stream");
    recover(&system).await;
    let (sms, email) = delivered(&system);
    assert!((1..=2).contains(&sms) && (1..=2).contains(&email), "{sms} SMS, {email} e-mails");
    assert_noted_once(&system, &datore).await;
}

#[tokio::test]
async fn the_sweeper_alone_is_enough() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    sent(&datore, 1).await;
    system.cloud.functions().sweep().await.expect("a sweep");
    system.cloud.sent().wait_until(PATIENCE, |lists| lists.sms.len() == 1 && lists.email.len() == 1).await.expect("both");
    // The e-mail is noted a moment after it is taken: by then nothing waits.
    let empty = async {
        while age(&system).await.is_some() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(PATIENCE, empty).await.expect("an empty outbox");
    assert_noted_once(&system, &datore).await;
    // The stream wakes up later and finds nothing to do.
    system.cloud.settle().await.expect("a stream");
    assert_eq!(delivered(&system), (1, 1));
}

#[tokio::test]
async fn what_deliver_gives_up_the_sweeper_hands_over_again() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::Status500).times(3));
    sent(&datore, 1).await;
    system.cloud.settle().await.expect("a stream");
    let letters = system.cloud.dead_letters().list();
    assert_eq!(letters.iter().map(|letter| letter.function).collect::<Vec<_>>(), ["deliver"]);
    let text = format!("{letters:?}");
    assert!(!text.contains("esempio.example") && !text.contains("39300"), "a contact in {text}");
    assert_eq!(delivered(&system), (1, 0));

    // Not before its time, then once.
    system.advance(4 * MINUTE);
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(delivered(&system), (1, 0));
    system.advance(MINUTE);
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(delivered(&system), (1, 1));
    assert_noted_once(&system, &datore).await;
}

fn record(pk: &str, sk: &str, number: &str) -> Value {
    json!({
        "eventSource": "aws:dynamodb",
        "eventName": "INSERT",
        "dynamodb": { "Keys": { "pk": { "S": pk }, "sk": { "S": sk } }, "SequenceNumber": number },
    })
}

#[tokio::test]
async fn a_poisoned_record_holds_nothing_up() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    sent(&datore, 1).await;
    sent(&datore, 2).await;
    let [(first, first_id), (second, second_id)] = waiting(&system).try_into().expect("two notices");
    let gone = cassetto_domain::id::AvvisoId::from_bytes([9; 16]).to_string();
    let records = json!({ "Records": [
        json!({}),
        json!({ "eventName": "INSERT", "dynamodb": { "Keys": 7 } }),
        record("OUT#1", "non un identificativo", "3"),
        record("OUT#1", &gone, "4"),
        record(&first, &first_id, "5"),
        record(&second, &second_id, "6"),
    ]});
    // The first of the good ones can't be read: it alone is asked for again.
    system.cloud.faults().inject(Rule::new(Target::DynamoDb, Fault::Status500).on("GetItem").from_call(2).times(3));
    let answer = system.cloud.functions().stream(records.clone()).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [{ "itemIdentifier": "5" }] }));
    system.cloud.faults().clear();
    let answer = system.cloud.functions().stream(records).await.expect("an answer");
    assert_eq!(answer, json!({ "batchItemFailures": [] }));
    system.cloud.settle().await.expect("a stream");
    assert_eq!((delivered(&system), waiting(&system)), ((2, 2), Vec::new()));
}

/// Rows of the outbox that this release can't read, before all others in each shard.
#[tokio::test]
async fn an_unreadable_notice_holds_nothing_up() {
    let system = System::start().await;
    let datore = system.datore(1).await;
    let unreadable = (0..8_u8).map(|shard| {
        let id = cassetto_domain::id::AvvisoId::from_bytes([[shard].as_slice(), &[0; 15]].concat().try_into().expect("16 bytes"));
        json!({ "pk": { "S": format!("OUT#{shard}") }, "sk": { "S": id.to_string() }, "px": { "N": "0" } })
    });
    let unreadable: Vec<Value> = unreadable.collect();
    system.cloud.put_rows(&unreadable).expect("rows");
    let text = |row: &Value, name: &str| row[name]["S"].as_str().expect("a key").to_owned();
    let records: Vec<Value> = unreadable.iter().map(|row| record(&text(row, "pk"), &text(row, "sk"), "1")).collect();
    let answer = system.cloud.functions().stream(json!({ "Records": records })).await.expect("an answer");
    let named = vec![json!({ "itemIdentifier": "1" }); 8];
    assert_eq!(answer, json!({ "batchItemFailures": named }), "they are for the dead letters");

    // Without the stream.
    sent(&datore, 1).await;
    system.cloud.functions().sweep().await.expect("a sweep");
    system.cloud.sent().wait_until(PATIENCE, |lists| lists.sms.len() == 1 && lists.email.len() == 1).await.expect("both");
    system.cloud.settle().await.expect("a stream");
    assert_eq!((delivered(&system), waiting(&system).len()), ((1, 1), 8));
}
