//! Reports about SMS, as an adapter of the delivery logs publishes them:
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
