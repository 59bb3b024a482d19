//! What every function holds: the stores, the clock, the settings. Built once, at init.

use std::env;

use cassetto_domain::id::QuesitoId;
use cassetto_store::{Luogo, Store, StoreConfig};

use crate::Clock;
use crate::seguito::{Avvio, Guasti};

/// Shared by all handlers of a function.
#[derive(Clone)]
pub struct Kit {
    pub store: Store,
    pub clock: Clock,
    pub config: Config,
    pub avvio: Avvio,
    pub guasti: Guasti,
}

/// Settings that differ by environment.
#[derive(Clone, Debug)]
pub struct Config {
    /// Public address of the PWA without a final slash: for links in notices and for the check of `Origin`.
    pub origin: String,
    /// Whether codice fiscale and PIN open a session.
    pub pin_enabled: bool,
    /// What `GET /api/status` names.
    pub release: String,
    pub canali: Canali,
}

/// What notices can go by, apart from SMS and e-mail.
#[derive(Clone, Debug, Default)]
pub struct Canali {
    /// The public key of push messages; none when they are off.
    pub chiave_push: Option<String>,
    /// A push service besides those of the browsers' makers: the beginning of its addresses.
    pub servizio_push: Option<String>,
    pub pec: bool,
}

/// An environment variable that the template sets is not there, or names what can't be read.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is not set, or names a file that can't be read")]
pub struct MissingVariable(&'static str);

impl Config {
    /// The page of a quesito: what a notice links to. It survives the sign-in.
    #[must_use]
    pub fn link(&self, quesito: QuesitoId) -> String {
        format!("{}/quesiti/{quesito}", self.origin)
    }

    /// The page that a notice is about.
    #[must_use]
    pub fn page(&self, luogo: Luogo) -> String {
        match luogo {
            Luogo::Quesito(quesito) => self.link(quesito),
            Luogo::Deleghe => format!("{}/deleghe", self.origin),
            Luogo::Contatti => format!("{}/contatti", self.origin),
        }
    }

    /// The page of a person's own notices: what a summary links to.
    #[must_use]
    pub fn avvisi(&self) -> String {
        format!("{}/avvisi", self.origin)
    }
}

impl Kit {
    /// From the environment that `infra/template.yaml` gives a function.
    ///
    /// # Errors
    /// When a variable is missing.
    pub fn from_env() -> Result<Self, MissingVariable> {
        let config = StoreConfig {
            region: required("AWS_REGION")?,
            table: required("TABLE")?,
            bucket: required("BUCKET")?,
            registri: required("REGISTRI")?,
            topic_arn: required("TOPIC_ARN")?,
            dynamodb_endpoint: env::var("AWS_ENDPOINT_URL_DYNAMODB").ok(),
            s3_endpoint: env::var("AWS_ENDPOINT_URL_S3").ok(),
            sns_endpoint: env::var("AWS_ENDPOINT_URL_SNS").ok(),
            credentials: None,
            radici: authorities()?,
            s3_public_origin: env::var("ORIGIN").ok(),
            attempt_timeout: None,
            politica_sms: env::var("SMS_POLITICA").ok().and_then(|text| text.parse().ok()).unwrap_or_default(),
        };
        Ok(Self {
            store: Store::connect(config),
            clock: Clock::system(),
            avvio: Avvio::default(),
            guasti: Guasti::default(),
            config: Config {
                origin: required("ORIGIN")?,
                pin_enabled: env::var("PIN_ENABLED").is_ok_and(|value| value == "true"),
                release: env!("CARGO_PKG_VERSION").to_owned(),
                canali: Canali {
                    chiave_push: env::var("VAPID_PUBLIC_KEY").ok().filter(|key| !key.is_empty()),
                    servizio_push: env::var("PUSH_SERVICE").ok(),
                    pec: env::var("PEC_ENABLED").is_ok_and(|value| value == "true"),
                },
            },
        })
    }
}

/// A file of PEM certificates, by the name that AWS's own tools give it: set only where the services are not AWS's.
fn authorities() -> Result<Option<String>, MissingVariable> {
    const NAME: &str = "AWS_CA_BUNDLE";
    match env::var_os(NAME) {
        None => Ok(None),
        Some(file) => std::fs::read_to_string(file).map(Some).map_err(|_| MissingVariable(NAME)),
    }
}

fn required(name: &'static str) -> Result<String, MissingVariable> {
    env::var(name).map_err(|_| MissingVariable(name))
}
