//! What a message of a dead-letter queue asks for. Whatever it is may be done again: a notice that was sent is not sent twice.

use serde_json::{Value, json};

/// What to do with a message.
#[derive(Debug, Clone, PartialEq)]
pub enum Ripresa {
    /// The message tells where in the table's stream something was given up, and not what: a sweep finds all that waits.
    Spazza,
    /// The function gets this event again.
    Invoca(Value),
}

/// A message of no form that the queues of this system hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a message of a dead-letter queue")]
pub struct NonRiconosciuto;

impl Ripresa {
    /// Reads a message: of an event source mapping's destination, of a function's, or of a subscription's queue.
    ///
    /// # Errors
    /// When it is none of these: it stays where it is.
    pub fn read(messaggio: &str) -> Result<Self, NonRiconosciuto> {
        let message: Value = serde_json::from_str(messaggio).map_err(|_| NonRiconosciuto)?;
        if message["DDBStreamBatchInfo"].is_object() {
            return Ok(Self::Spazza);
        }
        if message["requestPayload"]["Records"].is_array() {
            return Ok(Self::Invoca(message["requestPayload"].clone()));
        }
        if message["Type"] == "Notification" && message["Message"].is_string() {
            return Ok(Self::Invoca(json!({ "Records": [{
                "EventSource": "aws:sns",
                "EventVersion": "1.0",
                "EventSubscriptionArn": "",
                "Sns": message,
            }]})));
        }
        Err(NonRiconosciuto)
    }

    /// The event for the function.
    #[must_use]
    pub fn evento(&self) -> Value {
        match self {
            // As the schedule's own tick, of which `notify` reads nothing.
            Self::Spazza => json!({ "source": "rigioca" }),
            Self::Invoca(event) => event.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_a_message_is_read() {
        let stream = json!({ "requestContext": {}, "DDBStreamBatchInfo": { "batchSize": 3 } }).to_string();
        assert_eq!(Ripresa::read(&stream), Ok(Ripresa::Spazza));
        let event = json!({ "Records": [{ "Sns": { "Message": "{}" } }] });
        let destination = json!({ "requestPayload": event, "responsePayload": {} }).to_string();
        assert_eq!(Ripresa::read(&destination), Ok(Ripresa::Invoca(event)));
        let notification = json!({ "Type": "Notification", "Message": "{\"avviso\":\"x\"}" });
        let Ok(Ripresa::Invoca(event)) = Ripresa::read(&notification.to_string()) else { panic!("an event") };
        assert_eq!(event["Records"][0]["Sns"], notification);
        for other in ["", "x", "{}", "[]", r#"{"requestPayload":{}}"#, r#"{"Type":"Notification"}"#] {
            assert_eq!(Ripresa::read(other), Err(NonRiconosciuto), "{other}");
        }
    }
}
