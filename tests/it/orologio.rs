//! The clock of an answer, from the send to the chip: terms end on working days of the sede, stand still while a document is awaited.

use cassetto_api::quesiti::NuovoQuesito;
use cassetto_tests::System;

/// What is sent at an instant is due on a day.
#[tokio::test]
async fn a_term_never_ends_on_a_holiday_of_the_sede() {
    let system = System::start().await;
    let anna = system.datore(1).await;
    for (sent, due) in [
        // Thirty days later is a Wednesday.
        ("2026-11-23T11:00:00Z", "2026-12-23"),
        // Christmas on Friday, then the weekend.
        ("2026-11-25T11:00:00Z", "2026-12-28"),
        // In Rome it is the 3rd of December already: New Year's weekend is over on the 4th.
        ("2026-12-02T23:30:00Z", "2027-01-04"),
        // Holy Saturday to Easter Monday.
        ("2027-02-25T11:00:00Z", "2027-03-30"),
        // Santi Pietro e Paolo, patrons of Roma, on a Tuesday.
        ("2027-05-30T11:00:00Z", "2027-06-30"),
        // The night of the day of 25 hours.
        ("2027-10-31T00:30:00Z", "2027-11-30"),
    ] {
        system.set_now(sent);
        system.session(&anna).await;
        let answer = anna.send(&NuovoQuesito { testo: sent.to_owned(), ..anna.domanda() }).await.expect("a protocol");
        assert_eq!(answer.termine.0, due, "{sent}");
        assert_eq!(anna.see(answer.id).await.expect("a detail").quesito.termine.0, due, "{sent}");
    }
}
