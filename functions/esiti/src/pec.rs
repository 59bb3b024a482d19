//! Receipts of PEC (DM 2 November 2005, annex): e-mails that say by their headers which message they are about. What takes the
//! mailbox in publishes the headers as `{"tipo": "pec", "intestazioni": …, "quando": "…"}`, a map or a list of names and values.

use cassetto_domain::consegna::TipoRicevuta;
use cassetto_store::RicevutaConsegna;
use jiff::Timestamp;
use serde_json::Value;

use crate::form::{Detto, FormError, instant};

pub fn read(message: &Value, now: Timestamp) -> Result<Option<Detto>, FormError> {
    let headers = &message["intestazioni"];
    let messaggio = header(headers, "X-Riferimento-Message-ID").ok_or(FormError("PEC, without a message"))?;
    let tipo = match header(headers, "X-Ricevuta").ok_or(FormError("PEC, without a kind"))?.trim().to_ascii_lowercase().as_str() {
        // A warning of an error is not the error: who carries it still tries.
        "accettazione" | "presa-in-carico" | "preavviso-errore-consegna" => TipoRicevuta::Accettata,
        "avvenuta-consegna" => TipoRicevuta::Consegnata,
        "non-accettazione" | "errore-consegna" | "rilevazione-virus" => TipoRicevuta::Permanente,
        _ => return Ok(None),
    };
    let id = header(headers, "Message-ID").map(str::to_owned);
    let ricevuta = RicevutaConsegna { tipo, quando: instant(&message["quando"], now), id };
    Ok(Some(Detto { messaggi: vec![messaggio.to_owned()], ricevuta }))
}

/// The first value of a header, whose name is in any case.
fn header<'a>(headers: &'a Value, name: &str) -> Option<&'a str> {
    match headers {
        Value::Object(map) => map.iter().find(|(key, _)| key.eq_ignore_ascii_case(name))?.1.as_str(),
        Value::Array(list) => {
            let named = |entry: &&Value| entry["name"].as_str().is_some_and(|key| key.eq_ignore_ascii_case(name));
            list.iter().find(named)?["value"].as_str()
        }
        _ => None,
    }
}
