//! The deployed functions, called with the events that the cloud would send them.

use std::sync::Arc;

use cassetto_api::routes::Function;
use cassetto_contatti::Contatti;
use cassetto_deleghe::Deleghe;
use cassetto_deliver::{Deliver, Mailer, Push};
use cassetto_esiti::Esiti;
use cassetto_fascicolo::Fascicolo;
use cassetto_login::Login;
use cassetto_notify::Notify;
use cassetto_quesito_list::QuesitoList;
use cassetto_quesito_submit::QuesitoSubmit;
use cassetto_registro::Registro;
use cassetto_runtime::{Kit, invoke};
use serde_json::{Value, json};

use crate::{Error, push};

/// One of each.
pub struct Functions {
    kit: Kit,
    login: Arc<Login>,
    quesito_submit: Arc<QuesitoSubmit>,
    quesito_list: Arc<QuesitoList>,
    fascicolo: Arc<Fascicolo>,
    deleghe: Arc<Deleghe>,
    contatti: Arc<Contatti>,
    notify: Notify,
    registro: Registro,
    deliver: Deliver,
    esiti: Esiti,
}

impl Functions {
    /// All on one kit, mail and PEC going to `smtp_url`.
    ///
    /// # Errors
    /// When the mailer refuses the address.
    pub fn new(kit: &Kit, smtp_url: &str) -> Result<Self, Error> {
        let mailer = Mailer::new(smtp_url, MAIL_FROM).map_err(Error::internal)?;
        let pec = Mailer::new(smtp_url, PEC_FROM).map_err(Error::internal)?;
        let push = Push::new(push::PRIVATE_KEY, push::PUBLIC_KEY, push::SUBJECT).map_err(Error::internal)?;
        Ok(Self {
            login: Arc::new(Login::new(kit.clone())),
            quesito_submit: Arc::new(QuesitoSubmit::new(kit.clone())),
            quesito_list: Arc::new(QuesitoList::new(kit.clone())),
            fascicolo: Arc::new(Fascicolo::new(kit.clone())),
            deleghe: Arc::new(Deleghe::new(kit.clone())),
            contatti: Arc::new(Contatti::new(kit.clone())),
            notify: Notify::new(kit.clone()),
            registro: Registro::new(kit.clone()),
            deliver: Deliver::new(kit.clone(), mailer, Some(pec), Some(push)),
            esiti: Esiti::new(kit.clone()),
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
            Function::Deleghe => invoke(&self.deleghe, event).await,
            Function::Contatti => invoke(&self.contatti, event).await,
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

    /// The schedule's tick after midnight: the daily registers that are missing.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn registri(&self) -> Result<Value, String> {
        self.registro.handle().await.map_err(|error| error.to_string())
    }

    /// A message of the topic.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn deliver(&self, event: Value) -> Result<Value, String> {
        self.deliver.handle(event).await.map_err(|error| error.to_string())
    }

    /// A message of the topic of receipts.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn esiti(&self, event: Value) -> Result<Value, String> {
        self.esiti.handle(event).await.map_err(|error| error.to_string())
    }
}

/// The sender of the local PEC messages: the mail server tells them by it.
pub const PEC_FROM: &str = "Cassetto domestico <avvisi@pec.cassetto.example>";

/// The sender of the local mails.
const MAIL_FROM: &str = "Cassetto domestico <avvisi@cassetto.example>";
