//! The count of the hour, by `notify`: what is due in each sede, what is overdue, and how long the first in line has waited; and a
//! dashboard that does not look at everything says so.

use cassetto_tests::System;
use serde_json::{Value, json};

async fn count(system: &System) -> Value {
    system.cloud.functions().scadenze().await.expect("a count")
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_are_counted_when_they_are_due_and_when_they_are_overdue() {
    let system = System::start().await;
    let (anna, bruna) = (system.datore(1).await, system.operatore(1).await);
    assert_eq!(count(&system).await, json!({ "in_scadenza": 0, "scadute": 0, "attesa": 0 }));
    let sent = anna.send(&anna.domanda()).await.expect("a protocol");
    let (first, second) = (sent.id, anna.ask().await);
    assert_eq!(count(&system).await["in_scadenza"], 0, "thirty days are ahead");
    // Four days before the term, then the day after it.
    let at = |days: i64| {
        let day: jiff::civil::Date = sent.termine.0.parse().expect("a day");
        format!("{}T11:00:00Z", day.checked_add(jiff::Span::new().days(days)).expect("a day"))
    };
    system.set_now(&at(-4));
    let counted = count(&system).await;
    assert_eq!((&counted["in_scadenza"], &counted["scadute"]), (&json!(2), &json!(0)));
    let waited = counted["attesa"].as_u64().expect("seconds");
    assert!((20 * 86_400..40 * 86_400).contains(&waited), "{waited}");
    system.set_now(&at(1));
    assert_eq!(count(&system).await["scadute"], 2);
    // One that waits for a document has its clock stopped; one that is closed is nobody's.
    system.session(&bruna).await;
    bruna.take(first, 1).await.expect("taken");
    bruna.close(first, 2, cassetto_api::modello::EsitoVoce::Accolta).await.expect("closed");
    assert_eq!(count(&system).await["scadute"], 1);
    bruna.take(second, 1).await.expect("taken");
    assert_eq!(count(&system).await["scadute"], 1, "it is still to be answered");
    bruna.request(second, 2, &at(20)[..10]).await.expect("asked for");
    assert_eq!(count(&system).await, json!({ "in_scadenza": 0, "scadute": 0, "attesa": 0 }));
}

/// A queue of more than what is read of one: rows of one quesito under many keys, each with a long name.
#[tokio::test(flavor = "multi_thread")]
async fn figures_of_a_queue_that_is_too_long_are_said_to_be_partial() {
    use cassetto_api::endpoint::Nulla;
    use cassetto_api::fascicolo::{EstensioneVoce, GetCruscotto};
    const ROWS: u32 = 1_600;

    let system = System::start().await;
    let (anna, capo) = (system.datore(1).await, system.responsabile(1).await);
    let id = anna.ask().await;
    let figures = async || capo.client.call::<GetCruscotto>(&Nulla {}, &Nulla {}, &Nulla {}).await.expect("figures");
    assert_eq!(figures().await.estensione, EstensioneVoce::Completa);

    let rows = system.cloud.rows().expect("rows");
    let row = rows.iter().find(|row| row["g2pk"].is_object() && row["g2sk"]["S"].as_str().is_some_and(|sk| sk.ends_with(&id.to_string())));
    let row = row.expect("the row in the queue");
    let copies: Vec<Value> = (0..ROWS)
        .map(|n| {
            let other = cassetto_domain::id::QuesitoId::from_bytes(u128::from(n + 1).to_be_bytes()).to_string();
            let text = row.to_string().replace(&id.to_string(), &other);
            let mut copy: Value = serde_json::from_str(&text).expect("a row");
            // Five pages of a megabyte are read of a queue: this is more.
            copy["dn"] = json!({ "S": "Esempio ".repeat(500) });
            copy
        })
        .collect();
    for chunk in copies.chunks(400) {
        system.cloud.put_rows(chunk).expect("rows");
    }
    let partial = figures().await;
    assert_eq!(partial.estensione, EstensioneVoce::Parziale);
    let seen = partial.totale.carico.aperte;
    assert!((1_000..ROWS).contains(&seen), "{seen}: the figures are the least");
}
