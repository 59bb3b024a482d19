//! What every function holds: the stores, the clock, the settings. Built once, at init.

use std::env;

use cassetto_domain::id::QuesitoId;
use cassetto_store::{Store, StoreConfig};

use crate::Clock;

/// Shared by all handlers of a function.
#[derive(Clone)]
pub struct Kit {
    pub store: Store,
    pub clock: Clock,
    pub config: Config,
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
}

/// An environment variable that the template sets is not there.
#[derive(Debug, thiserror::Error)]
#[error("the environment variable {0} is not set")]
pub struct MissingVariable(&'static str);

impl Config {
    /// The page of a quesito: what a notice links to. It survives the sign-in.
    #[must_use]
    pub fn link(&self, quesito: QuesitoId) -> String {
        format!("{}/quesiti/{quesito}", self.origin)
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
            topic_arn: required("TOPIC_ARN")?,
            dynamodb_endpoint: env::var("AWS_ENDPOINT_URL_DYNAMODB").ok(),
            s3_endpoint: env::var("AWS_ENDPOINT_URL_S3").ok(),
            sns_endpoint: env::var("AWS_ENDPOINT_URL_SNS").ok(),
            credentials: None,
            s3_public_origin: env::var("ORIGIN").ok(),
        };
        Ok(Self {
            store: Store::connect(config),
            clock: Clock::system(),
            config: Config {
                origin: required("ORIGIN")?,
                pin_enabled: env::var("PIN_ENABLED").is_ok_and(|value| value == "true"),
                release: env!("CARGO_PKG_VERSION").to_owned(),
            },
        })
    }
}

fn required(name: &'static str) -> Result<String, MissingVariable> {
    env::var(name).map_err(|_| MissingVariable(name))
}
