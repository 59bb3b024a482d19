//! SNS: SMS go straight to the number, everything else to the topic, whose subscriptions filter by channel.

use aws_sdk_sns::types::MessageAttributeValue;
use cassetto_domain::avviso::Canale;
use cassetto_domain::contatto::Cellulare;

use crate::codice::Coded;
use crate::connessione::Store;
use crate::error::{StoreError, sns, unbuilt};
use crate::traccia;

impl Store {
    /// Sends an SMS; gives what the service calls it.
    ///
    /// # Errors
    /// See [`StoreError`]; it may have gone out all the same.
    pub async fn send_sms(&self, numero: &Cellulare, testo: &str) -> Result<Option<String>, StoreError> {
        let publish = self.sns().publish().phone_number(numero.as_str()).message(testo);
        // The dearer kind, which carriers deliver at any hour.
        let output = publish.message_attributes("AWS.SNS.SMS.SMSType", text("Transactional")?).send().await.map_err(sns)?;
        Ok(output.message_id)
    }

    /// Hands a message to the topic, for the subscriptions of `canale`.
    ///
    /// # Errors
    /// See [`StoreError`]; it may have gone out all the same.
    pub async fn publish(&self, canale: Canale, message: &serde_json::Value) -> Result<(), StoreError> {
        let publish = self.sns().publish().topic_arn(&self.inner.topic_arn).message(message.to_string());
        let mut publish = publish.message_attributes("canale", text(canale.code())?);
        if let Some(correlazione) = traccia::correlazione() {
            publish = publish.message_attributes("traceparent", text(&correlazione.traceparent())?);
        }
        publish.send().await.map_err(sns)?;
        Ok(())
    }
}

fn text(value: &str) -> Result<MessageAttributeValue, StoreError> {
    MessageAttributeValue::builder().data_type("String").string_value(value).build().map_err(unbuilt)
}
