//! The forms of what carriers say, told apart and read.

use cassetto_store::RicevutaConsegna;
use jiff::Timestamp;
use serde_json::Value;

use crate::{pec, ses, sms};

/// What a carrier says of a message, by whichever of its names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detto {
    pub messaggi: Vec<String>,
    pub ricevuta: RicevutaConsegna,
}

/// Why a text is no receipt. It quotes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormError(pub(crate) &'static str);

impl std::fmt::Display for FormError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "no receipt: {}", self.0)
    }
}

impl std::error::Error for FormError {}

/// Reads a receipt of any form; `None` for one that says nothing about the delivery, such as that a link was opened.
///
/// # Errors
/// When it is of none of the forms.
pub fn read(message: &Value, now: Timestamp) -> Result<Option<Detto>, FormError> {
    if message.get("mail").is_some() {
        return ses::read(message, now);
    }
    match message["tipo"].as_str() {
        Some("sms") => sms::read(message, now).map(Some),
        Some("pec") => pec::read(message, now),
        _ => Err(FormError("neither SES, nor SMS, nor PEC")),
    }
}

/// An instant as RFC 3339 has it; what can't be read is now.
pub fn instant(value: &Value, now: Timestamp) -> Timestamp {
    value.as_str().and_then(|text| text.parse().ok()).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use cassetto_domain::consegna::TipoRicevuta::{self, Accettata, Consegnata, Permanente, Temporanea};
    use serde_json::json;

    use super::*;

    fn now() -> Timestamp {
        "2026-11-23T11:00:00Z".parse().expect("an instant")
    }

    fn told(message: &Value) -> Option<(Vec<String>, TipoRicevuta, Option<String>)> {
        read(message, now()).expect("a form").map(|detto| (detto.messaggi, detto.ricevuta.tipo, detto.ricevuta.id))
    }

    #[test]
    fn events_of_ses() {
        let mail = json!({ "messageId": "0102", "commonHeaders": { "messageId": "<a.email@cassetto.example>" } });
        let names = vec!["0102".to_owned(), "<a.email@cassetto.example>".to_owned()];
        for (event, detail, expected) in [
            ("Delivery", json!({ "delivery": { "timestamp": "2026-11-23T10:59:00.000Z" } }), Some(Consegnata)),
            ("Bounce", json!({ "bounce": { "bounceType": "Permanent", "feedbackId": "f" } }), Some(Permanente)),
            ("Bounce", json!({ "bounce": { "bounceType": "Transient" } }), Some(Temporanea)),
            ("Bounce", json!({ "bounce": { "bounceType": "Undetermined" } }), Some(Temporanea)),
            ("Reject", json!({ "reject": { "reason": "Bad content" } }), Some(Permanente)),
            ("DeliveryDelay", json!({ "deliveryDelay": { "delayType": "MailboxFull" } }), Some(Accettata)),
            ("Send", json!({ "send": {} }), Some(Accettata)),
            ("Complaint", json!({ "complaint": {} }), None),
            ("Open", json!({ "open": {} }), None),
        ] {
            for key in ["eventType", "notificationType"] {
                let mut message = detail.clone();
                message["mail"] = mail.clone();
                message[key] = json!(event);
                let told = told(&message).map(|(messaggi, tipo, _)| (messaggi, tipo));
                assert_eq!(told, expected.map(|tipo| (names.clone(), tipo)), "{message}");
            }
        }
    }

    #[test]
    fn reports_about_sms() {
        for (esito, expected) in
            [("consegnato", Consegnata), ("temporaneo", Temporanea), ("permanente", Permanente), ("tecnico", Temporanea)]
        {
            let message = json!({ "tipo": "sms", "messaggio": "m-1", "esito": esito, "quando": "2026-11-23T10:00:00Z" });
            assert_eq!(told(&message), Some((vec!["m-1".to_owned()], expected, None)));
        }
    }

    #[test]
    fn receipts_of_pec() {
        for (header, expected) in [
            ("accettazione", Some(Accettata)),
            ("avvenuta-consegna", Some(Consegnata)),
            ("non-accettazione", Some(Permanente)),
            ("errore-consegna", Some(Permanente)),
            ("preavviso-errore-consegna", Some(Accettata)),
            ("rilevazione-virus", Some(Permanente)),
            ("presa-in-carico", Some(Accettata)),
            ("qualcosa-di-nuovo", None),
        ] {
            let list = json!([
                { "name": "x-ricevuta", "value": header },
                { "name": "X-Riferimento-Message-ID", "value": "<a.pec@cassetto.example>" },
                { "name": "Message-Id", "value": "<r1@pec.example>" },
            ]);
            let map =
                json!({ "X-Ricevuta": header, "x-riferimento-message-id": "<a.pec@cassetto.example>", "Message-ID": "<r1@pec.example>" });
            let told_expected =
                expected.map(|tipo| (vec!["<a.pec@cassetto.example>".to_owned()], tipo, Some("<r1@pec.example>".to_owned())));
            for intestazioni in [list, map] {
                assert_eq!(told(&json!({ "tipo": "pec", "intestazioni": intestazioni })), told_expected, "{header}");
            }
        }
    }

    #[test]
    fn nothing_else_is_a_receipt() {
        for message in [
            json!({}),
            json!([]),
            json!({ "tipo": "fax" }),
            json!({ "tipo": "sms", "esito": "consegnato" }),
            json!({ "tipo": "sms", "messaggio": "m", "esito": "forse" }),
            json!({ "tipo": "pec", "intestazioni": { "X-Ricevuta": "accettazione" } }),
            json!({ "tipo": "pec" }),
            json!({ "mail": {}, "eventType": "Delivery" }),
            json!({ "mail": { "messageId": "m" } }),
        ] {
            assert!(read(&message, now()).is_err(), "{message}");
        }
    }
}
