//! Takes what carriers say about deliveries: bounces and deliveries of SES, reports about SMS, the receipts of PEC.
//!
//! The topic may bring a receipt twice, before its message is known or out of order: the store takes it in any case. One that is of
//! none of our forms is refused, so that it ends up where somebody looks.

mod form;
mod logs;
mod pec;
mod ses;
mod sms;

use cassetto_runtime::{Error, Kit, metrics, seguito};
use cassetto_store::Applicata;
use jiff::Timestamp;
use serde_json::{Value, json};

pub use form::{Detto, FormError, read};
pub use logs::reports;
pub use sms::read_log;

/// The `esiti` function.
pub struct Esiti {
    kit: Kit,
}

impl Esiti {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }

    /// Serves an SNS event, or lines of the logs in which SNS reports about SMS.
    ///
    /// # Errors
    /// When a message is of none of our forms, or the table can't be reached.
    pub async fn handle(&self, event: Value) -> Result<Value, Error> {
        let now = self.kit.clock.now();
        if self.kit.avvio.is_first() {
            metrics::cold_start(now, "esiti");
        }
        let mut known = 0_u64;
        // One that can't be taken holds up none of the others; in the end it is what the event failed with.
        let mut refused = None;
        for report in logs::reports(&event)? {
            if let Err(error) = self.take(report.and_then(|line| sms::read_log(&line, now).map(Some)), now, &mut known).await {
                refused = Some(error);
            }
        }
        for record in event["Records"].as_array().into_iter().flatten() {
            let message = record["Sns"]["Message"].as_str().unwrap_or_default();
            let detto = serde_json::from_str(message).map_err(|_| FormError("no JSON")).and_then(|message| read(&message, now));
            if let Err(error) = self.take(detto, now, &mut known).await {
                refused = Some(error);
            }
        }
        if let Some(error) = refused {
            return Err(error);
        }
        Ok(json!({ "applicate": known }))
    }

    async fn take(&self, detto: Result<Option<Detto>, FormError>, now: Timestamp, known: &mut u64) -> Result<(), Error> {
        let Some(detto) = detto? else { return Ok(()) };
        for messaggio in &detto.messaggi {
            let Some(applicate) = self.kit.store.receive(messaggio, &detto.ricevuta, now).await? else { continue };
            *known += 1;
            for Applicata { avviso, canale, stato, correlazione } in applicate {
                let told = async { seguito::consegna(now, "esiti", avviso, canale, Some(stato)) };
                seguito::continua(correlazione, told).await;
            }
        }
        Ok(())
    }
}
