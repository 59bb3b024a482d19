//! Dead letters given again: nothing is lost by a queue, and nothing is sent twice by giving it again.

use std::time::Duration;

use cassetto_esercizio::rigioca::Ripresa;
use cassetto_local::{Fault, Rule, Target};
use cassetto_tests::System;
use serde_json::Value;

use crate::passi::{rows, sent};

/// Gives every dead letter again as `cargo xtask rigioca` does; how many.
async fn replay(system: &System) -> usize {
    let letters = system.cloud.dead_letters().list();
    for letter in &letters {
        let ripresa = Ripresa::read(&letter.message().to_string()).expect("a message of a queue");
        let functions = system.cloud.functions();
        let done = match letter.function {
            "notify" => functions.stream(ripresa.evento()).await,
            "deliver" => functions.deliver(ripresa.evento()).await,
            other => panic!("{other}"),
        };
        done.expect("taken");
    }
    system.cloud.settle().await.expect("settled");
    letters.len()
}

fn delivered(system: &System) -> (usize, usize) {
    let lists = system.cloud.sent().lists();
    (lists.sms.len(), lists.email.len())
}

#[tokio::test]
async fn mails_given_up_are_sent_once_however_often_they_are_given_again() {
    let system = System::start().await;
    let (anna, bruno) = (system.datore(1).await, system.datore(2).await);
    system.cloud.faults().inject(Rule::new(Target::Smtp, Fault::Refuse));
    sent(&anna, 1).await;
    sent(&bruno, 2).await;
    system.cloud.settle().await.expect("settled");
    assert_eq!((delivered(&system), system.cloud.dead_letters().list().len()), ((2, 0), 2));
    system.cloud.faults().clear();
    for time in 1..=3 {
        assert_eq!(replay(&system).await, 2);
        assert_eq!(delivered(&system), (2, 2), "time {time}");
    }
    system.advance(Duration::from_secs(2 * 3_600));
    system.cloud.sweep().await.expect("a sweep");
    assert_eq!(delivered(&system), (2, 2), "nor by the sweep");
    println!("2 dead letters given again 3 times: 2 SMS, 2 e-mails");
}

/// One notice's ticket can't be read: its record ends in the queue, all others go out meanwhile. Once the row is mended, the letter given
/// again sends it.
#[tokio::test]
async fn a_poisoned_record_among_good_ones_is_alone_in_the_queue() {
    let system = System::start().await;
    let mut people = Vec::new();
    for n in 1..=5 {
        people.push(system.datore(n).await);
    }
    for (n, who) in (1..).zip(&people) {
        sent(who, n).await;
    }
    let rows = rows(&system);
    let notice = rows.values().find(|row| key(row) == format!("AV#{}", people[2].id)).expect("a notice");
    let poisoned = rows.values().find(|row| key(row).starts_with("OUT#") && row["pi"] == notice["pi"]).expect("a ticket").clone();
    let mut bad = poisoned.clone();
    bad["pi"] = serde_json::json!({ "S": "?" });
    system.cloud.put_rows(&[bad]).expect("a row");
    system.cloud.settle().await.expect("settled");
    assert_eq!(delivered(&system), (4, 4), "everybody else was told");
    let letters = system.cloud.dead_letters().list();
    assert_eq!(letters.iter().map(|letter| letter.function).collect::<Vec<_>>(), ["notify"]);
    let ticket = letters[0].event["Records"][0]["dynamodb"]["Keys"]["sk"]["S"].as_str().expect("a ticket");
    assert_eq!(poisoned["sk"]["S"], ticket, "it begins with the poisoned one");
    assert_eq!(Ripresa::read(&letters[0].message().to_string()), Ok(Ripresa::Spazza));

    system.cloud.put_rows(&[poisoned]).expect("mended");
    replay(&system).await;
    replay(&system).await;
    assert_eq!(delivered(&system), (5, 5));
    crate::fsck::is_whole(&system).await.expect("whole");
    println!("1 poisoned of 5: 4 told at once, 1 letter, told when mended");
}

fn key(row: &Value) -> &str {
    row["pk"]["S"].as_str().unwrap_or_default()
}
