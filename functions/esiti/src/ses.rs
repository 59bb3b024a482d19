//! Events of SES, of a configuration set (`eventType`) or of an identity (`notificationType`).

use cassetto_domain::consegna::TipoRicevuta;
use cassetto_store::RicevutaConsegna;
use jiff::Timestamp;
use serde_json::Value;

use crate::form::{Detto, FormError, instant};

pub fn read(message: &Value, now: Timestamp) -> Result<Option<Detto>, FormError> {
    let mail = &message["mail"];
    // SES names a message in its own way, and its event may hold the name that we gave.
    let names = [&mail["messageId"], &mail["commonHeaders"]["messageId"]];
    let messaggi: Vec<String> = names.into_iter().filter_map(Value::as_str).map(str::to_owned).collect();
    if messaggi.is_empty() {
        return Err(FormError("SES, without a message"));
    }
    let event = message["eventType"].as_str().or_else(|| message["notificationType"].as_str());
    let (tipo, detail) = match event.ok_or(FormError("SES, without an event"))? {
        "Send" => (TipoRicevuta::Accettata, &mail["timestamp"]),
        "DeliveryDelay" => (TipoRicevuta::Accettata, &message["deliveryDelay"]["timestamp"]),
        "Delivery" => (TipoRicevuta::Consegnata, &message["delivery"]["timestamp"]),
        "Reject" | "Rendering Failure" => (TipoRicevuta::Permanente, &mail["timestamp"]),
        "Bounce" => {
            let bounce = &message["bounce"];
            let permanent = bounce["bounceType"] == "Permanent";
            (if permanent { TipoRicevuta::Permanente } else { TipoRicevuta::Temporanea }, &bounce["timestamp"])
        }
        // A complaint proves that it arrived; opens and clicks are none of our business.
        _ => return Ok(None),
    };
    let id = message["bounce"]["feedbackId"].as_str().map(str::to_owned);
    Ok(Some(Detto { messaggi, ricevuta: RicevutaConsegna { tipo, quando: instant(detail, now), id } }))
}
