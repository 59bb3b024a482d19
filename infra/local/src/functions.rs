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
use cassetto_runtime::seguito::{Avvio, Guasti};
use cassetto_runtime::{Kit, invoke};
use cassetto_sonda::{Browser, Sonda, Tecnico};
use serde_json::{Value, json};

use crate::{Error, SECRET_KEY, iam, push};

/// Their names in the template.
pub const FUNCTIONS: [&str; 10] =
    ["Login", "QuesitoSubmit", "QuesitoList", "Fascicolo", "Deleghe", "Contatti", "Notify", "Registro", "Deliver", "Esiti"];

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
    /// Each on `kit` with a role of its own, mail and PEC going to `smtp_url`.
    ///
    /// # Errors
    /// When the mailer refuses the address.
    pub fn new(kit: &Kit, smtp_url: &str) -> Result<Self, Error> {
        let mailer = Mailer::new(smtp_url, MAIL_FROM).map_err(Error::internal)?;
        let pec = Mailer::new(smtp_url, PEC_FROM).map_err(Error::internal)?;
        let push = Push::new(push::PRIVATE_KEY, push::PUBLIC_KEY, push::SUBJECT).map_err(Error::internal)?;
        let of = |function: &str| Kit {
            store: kit.store.signing_as(&iam::access_key(function), SECRET_KEY),
            avvio: Avvio::default(),
            guasti: Guasti::default(),
            ..kit.clone()
        };
        Ok(Self {
            login: Arc::new(Login::new(of("Login"))),
            quesito_submit: Arc::new(QuesitoSubmit::new(of("QuesitoSubmit"))),
            quesito_list: Arc::new(QuesitoList::new(of("QuesitoList"))),
            fascicolo: Arc::new(Fascicolo::new(of("Fascicolo"))),
            deleghe: Arc::new(Deleghe::new(of("Deleghe"))),
            contatti: Arc::new(Contatti::new(of("Contatti"))),
            notify: Notify::new(of("Notify")),
            registro: Registro::new(of("Registro")),
            deliver: Deliver::new(of("Deliver"), mailer, Some(pec), Some(push)),
            esiti: Esiti::new(of("Esiti")),
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
            Function::Login => Box::pin(invoke(&self.login, event)).await,
            Function::QuesitoSubmit => Box::pin(invoke(&self.quesito_submit, event)).await,
            Function::QuesitoList => Box::pin(invoke(&self.quesito_list, event)).await,
            Function::Fascicolo => Box::pin(invoke(&self.fascicolo, event)).await,
            Function::Deleghe => Box::pin(invoke(&self.deleghe, event)).await,
            Function::Contatti => Box::pin(invoke(&self.contatti, event)).await,
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

    /// The schedule's tick of the hour: `notify` counts the answers that are due.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn scadenze(&self) -> Result<Value, String> {
        self.notify.handle(json!({ "compito": "scadenze" })).await.map_err(|error| error.to_string())
    }

    /// The schedule's tick after midnight: the daily registers that are missing.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn registri(&self) -> Result<Value, String> {
        self.registro.handle().await.map_err(|error| error.to_string())
    }

    /// The schedule's tick of the canary, which comes in through the gateway.
    ///
    /// # Errors
    /// What the function failed with, as text.
    pub async fn sonda(&self, tecnico: Option<Tecnico>) -> Result<Value, String> {
        let browser = Browser::new(&self.kit.config.origin).map_err(|error| error.to_string())?;
        Sonda::new(browser, tecnico, self.kit.clock.clone()).handle().await.map_err(|error| error.to_string())
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
