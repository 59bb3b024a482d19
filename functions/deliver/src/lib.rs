//! Sends the e-mail of a notice that the topic brings, and takes the notice out of the outbox when the server has accepted it.
//!
//! A failure is returned: Lambda tries twice more, then the event goes to the on-failure destination. The notice itself is safe
//! in the outbox, from where `notify` hands it over again.

mod mailer;

use cassetto_domain::avviso::email;
use cassetto_domain::id::AvvisoId;
use cassetto_runtime::{Error, Kit};
use cassetto_store::Contatto;
use serde::Deserialize;
use serde_json::{Value, json};

pub use mailer::{Mailer, MailerError};

/// The `deliver` function.
pub struct Deliver {
    kit: Kit,
    mailer: Mailer,
}

/// What `notify` publishes.
#[derive(Deserialize)]
struct Affidato {
    avviso: AvvisoId,
}

impl Deliver {
    #[must_use]
    pub const fn new(kit: Kit, mailer: Mailer) -> Self {
        Self { kit, mailer }
    }

    /// Serves an SNS event.
    ///
    /// # Errors
    /// When a message is not of our form or an e-mail could not be handed over.
    pub async fn handle(&self, event: Value) -> Result<Value, Error> {
        for record in event["Records"].as_array().into_iter().flatten() {
            let message = record["Sns"]["Message"].as_str().unwrap_or_default();
            self.deliver(serde_json::from_str::<Affidato>(message)?.avviso).await?;
        }
        Ok(json!({}))
    }

    async fn deliver(&self, id: AvvisoId) -> Result<(), Error> {
        // Gone means delivered: the topic may bring a message twice.
        let Some(avviso) = self.kit.store.avviso(id).await? else { return Ok(()) };
        let Contatto::Email(address) = &avviso.contatto else { return Ok(()) };
        let link = self.kit.config.link(avviso.quesito);
        if let Err(error) = self.mailer.send(id, address, email(avviso.evento, &link)).await {
            tracing::warn!(avviso = %id, "e-mail not handed over");
            return Err(error.into());
        }
        self.kit.store.complete(&avviso, self.kit.clock.now(), true).await?;
        Ok(())
    }
}
