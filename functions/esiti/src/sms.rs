//! Reports about SMS, as SNS writes them into its logs, or as somebody else publishes them:
//! `{"tipo": "sms", "messaggio": "<id>", "esito": "consegnato" | "temporaneo" | "permanente" | "tecnico", "quando": "…"}`.

use cassetto_domain::consegna::TipoRicevuta;
use cassetto_store::RicevutaConsegna;
use jiff::Timestamp;
use serde_json::Value;

use crate::form::{Detto, FormError, instant};

pub fn read(message: &Value, now: Timestamp) -> Result<Detto, FormError> {
    let messaggio = message["messaggio"].as_str().ok_or(FormError("SMS, without a message"))?;
    let tipo = match message["esito"].as_str() {
        Some("consegnato") => TipoRicevuta::Consegnata,
        Some("temporaneo" | "tecnico") => TipoRicevuta::Temporanea,
        Some("permanente") => TipoRicevuta::Permanente,
        _ => return Err(FormError("SMS, without an outcome")),
    };
    let ricevuta = RicevutaConsegna { tipo, quando: instant(&message["quando"], now), id: None };
    Ok(Detto { messaggi: vec![messaggio.to_owned()], ricevuta })
}

/// A line of SNS's log of SMS (Amazon SNS Developer Guide, "Amazon SNS SMS delivery status": `notification`, `delivery`, `status`). The
/// number that it holds goes no further.
///
/// # Errors
/// When it is no such line.
pub fn read_log(line: &Value, now: Timestamp) -> Result<Detto, FormError> {
    let messaggio = line["notification"]["messageId"].as_str().ok_or(FormError("log of SMS, without a message"))?;
    let answer = line["delivery"]["providerResponse"].as_str().unwrap_or_default().to_lowercase();
    let tipo = match line["status"].as_str() {
        Some("SUCCESS") => TipoRicevuta::Consegnata,
        Some("FAILURE") if FOR_GOOD.iter().any(|reason| answer.contains(reason)) => TipoRicevuta::Permanente,
        Some("FAILURE") => TipoRicevuta::Temporanea,
        _ => return Err(FormError("log of SMS, without an outcome")),
    };
    // `2026-11-23 10:00:00.123`, in UTC.
    let quando = line["notification"]["timestamp"].as_str().map(|text| format!("{}Z", text.replacen(' ', "T", 1)));
    let quando = quando.and_then(|text| text.parse().ok()).unwrap_or(now);
    Ok(Detto { messaggi: vec![messaggio.to_owned()], ricevuta: RicevutaConsegna { tipo, quando, id: None } })
}

/// Reasons that no later SMS changes: the number is nobody's, or does not take ours.
const FOR_GOOD: [&str; 3] = ["invalid phone number", "opted out", "blocked"];

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_line_of_the_log_says_how_it_ended_and_nothing_of_the_number() {
        let now = "2026-11-23T11:00:00Z".parse().expect("an instant");
        for (status, answer, expected) in [
            ("SUCCESS", "Message has been accepted by phone carrier", TipoRicevuta::Consegnata),
            ("FAILURE", "Unknown error attempting to reach phone", TipoRicevuta::Temporanea),
            ("FAILURE", "Phone is currently unreachable/unavailable", TipoRicevuta::Temporanea),
            ("FAILURE", "Invalid phone number", TipoRicevuta::Permanente),
            ("FAILURE", "Phone number is opted out", TipoRicevuta::Permanente),
            ("FAILURE", "Blocked as spam by phone carrier", TipoRicevuta::Permanente),
        ] {
            let line = json!({
                "notification": { "messageId": "m-1", "timestamp": "2026-11-23 10:59:00.084" },
                "delivery": { "destination": "+393001234567", "providerResponse": answer, "priceInUSD": 0.07 },
                "status": status,
            });
            let detto = read_log(&line, now).expect("a report");
            assert_eq!((detto.ricevuta.tipo, detto.ricevuta.quando.to_string()), (expected, "2026-11-23T10:59:00.084Z".to_owned()));
            assert!(!format!("{detto:?}").contains("300123"));
        }
        for other in [json!({}), json!({ "notification": { "messageId": "m" } }), json!({ "status": "SUCCESS" })] {
            assert!(read_log(&other, now).is_err(), "{other}");
        }
    }
}
