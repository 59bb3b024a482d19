//! Sends the notices that wait in the outbox. The stream wakes it at once, a schedule every minute: neither alone must work for
//! a notice to leave.
//!
//! A notice has one ticket in the outbox, claimed before anything is sent: it says when it may be tried again. An SMS that SNS took
//! is sent. Everything else is handed to the topic and stays in the outbox until `deliver` confirms it, so that an SMTP server that
//! is down only delays it. What has to wait for the end of the quiet hours does so in its ticket.
//! A crash between sending and noting it sends a notice twice; nothing sends it never.

mod attempt;
mod lavoro;
mod scadenze;
mod stream;
mod sweep;

use cassetto_runtime::{Error, Kit, metrics};
use serde_json::Value;

/// The `notify` function.
pub struct Notify {
    kit: Kit,
}

impl Notify {
    #[must_use]
    pub const fn new(kit: Kit) -> Self {
        Self { kit }
    }

    /// Serves a batch of the table's stream, answered with the records to give again, or a tick of the schedule.
    ///
    /// # Errors
    /// On a tick, when the outbox could not be read.
    pub async fn handle(&self, event: Value) -> Result<Value, Error> {
        if self.kit.avvio.is_first() {
            metrics::cold_start(self.kit.clock.now(), "notify");
        }
        match event.get("Records").and_then(Value::as_array) {
            Some(records) => Ok(stream::handle(&self.kit, records).await),
            None if event["compito"] == "scadenze" => scadenze::handle(&self.kit).await,
            None => sweep::handle(&self.kit).await,
        }
    }
}
