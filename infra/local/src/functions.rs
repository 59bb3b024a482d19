//! The deployed functions, called with the events that the cloud would send them.

use std::sync::Arc;

use cassetto_api::routes::Function;
use cassetto_deliver::{Deliver, Mailer};
use cassetto_fascicolo::Fascicolo;
use cassetto_login::Login;
use cassetto_notify::Notify;
use cassetto_quesito_list::QuesitoList;
use cassetto_quesito_submit::QuesitoSubmit;
use cassetto_runtime::{Kit, invoke};
use serde_json::{Value, json};

use crate::Error;

/// One of each.
pub struct Functions {
    kit: Kit,
    login: Arc<Login>,
    quesito_submit: Arc<QuesitoSubmit>,
    quesito_list: Arc<QuesitoList>,
    fascicolo: Arc<Fascicolo>,
    notify: Notify,
    deliver: Deliver,
}

impl Functions {
    /// All on one kit, mail going to `smtp_url`.
    ///
    /// # Errors
    /// When the mailer refuses the address.
    pub fn new(kit: &Kit, smtp_url: &str) -> Result<Self, Error> {
        let mailer = Mailer::new(smtp_url, MAIL_FROM).map_err(Error::internal)?;
        Ok(Self {
            login: Arc::new(Login::new(kit.clone())),
            quesito_submit: Arc::new(QuesitoSubmit::new(kit.clone())),
            quesito_list: Arc::new(QuesitoList::new(kit.clone())),
            fascicolo: Arc::new(Fascicolo::new(kit.clone())),
            notify: Notify::new(kit.clone()),
            deliver: Deliver::new(kit.clone(), mailer),
            kit: kit.clone(),
        })
    }

    #[must_use]
    pub const fn kit(&self) -> &Kit {
        &self.kit
    }

    /// API Gateway's event in, API Gateway's response object out.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn http(&self, function: Function, event: Value) -> Result<Value, String> {
        let answer = match function {
            Function::Login => invoke(&self.login, event).await,
            Function::QuesitoSubmit => invoke(&self.quesito_submit, event).await,
            Function::QuesitoList => invoke(&self.quesito_list, event).await,
            Function::Fascicolo => invoke(&self.fascicolo, event).await,
        };
        answer.map_err(|error| error.to_string())
    }

    /// A batch of the table's stream.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn stream(&self, event: Value) -> Result<Value, String> {
        self.notify.handle(event).await.map_err(|error| error.to_string())
    }

    /// The schedule's tick: `notify` sends what still waits in the outbox.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn sweep(&self) -> Result<Value, String> {
        let event = json!({
            "version": "0",
            "id": crate::random_id(),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": "000000000000",
            "time": format!("{:.0}", self.kit.clock.now()),
            "region": crate::REGION,
            "resources": ["arn:aws:events:eu-south-1:000000000000:rule/sweep"],
            "detail": {},
        });
        self.notify.handle(event).await.map_err(|error| error.to_string())
    }

    /// A message of the topic.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn deliver(&self, event: Value) -> Result<Value, String> {
        self.deliver.handle(event).await.map_err(|error| error.to_string())
    }
}

/// The sender of the local mails.
const MAIL_FROM: &str = "Cassetto domestico <avvisi@cassetto.example>";
