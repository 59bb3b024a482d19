//! Takes what carriers say about deliveries: bounces and deliveries of SES, reports about SMS, the receipts of PEC.
//!
//! The topic may bring a receipt twice, before its message is known or out of order: the store takes it in any case. One that is of
//! none of our forms is refused, so that it ends up where somebody looks.

mod form;
mod pec;
mod ses;
mod sms;

use cassetto_runtime::{Error, Kit};
use serde_json::{Value, json};

pub use form::{Detto, FormError, read};

/// The `esiti` function.
pub struct Esiti {
    kit: Kit,
}

impl Esiti {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }

    /// Serves an SNS event.
    ///
    /// # Errors
    /// When a message is of none of our forms, or the table can't be reached.
    pub async fn handle(&self, event: Value) -> Result<Value, Error> {
        let now = self.kit.clock.now();
        let mut known = 0_u64;
        for record in event["Records"].as_array().into_iter().flatten() {
            let message = record["Sns"]["Message"].as_str().unwrap_or_default();
            let Some(detto) = read(&serde_json::from_str(message)?, now)? else { continue };
            for messaggio in &detto.messaggi {
                known += u64::from(self.kit.store.receive(messaggio, &detto.ricevuta, now).await?);
            }
        }
        Ok(json!({ "applicate": known }))
    }
}
