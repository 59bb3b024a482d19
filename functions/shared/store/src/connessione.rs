//! The clients, built once.

use std::env;
use std::fmt;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::timeout::TimeoutConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region, SharedCredentialsProvider};
use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_types::SdkConfig;
use cassetto_domain::preferenze::PoliticaSms;

use crate::connettore;
use crate::consumo::Meter;
use crate::registro::Turni;

/// Where everything is. Without endpoints it is AWS, without credentials they are those of the environment (Lambda's).
#[derive(Clone, Default)]
pub struct StoreConfig {
    pub region: String,
    pub table: String,
    pub bucket: String,
    /// Of the daily registers, where nothing is ever replaced or removed.
    pub registri: String,
    pub topic_arn: String,
    pub dynamodb_endpoint: Option<String>,
    /// With an endpoint of one's own, buckets are the first part of the path.
    pub s3_endpoint: Option<String>,
    pub sns_endpoint: Option<String>,
    /// Access key and secret.
    pub credentials: Option<(String, String)>,
    /// PEM certificates of who else may vouch for an endpoint over TLS; none for Amazon's own authorities only.
    pub radici: Option<String>,
    /// What presigned links begin with in place of the bucket's own scheme and host, without a slash at the end.
    pub s3_public_origin: Option<String>,
    /// How long one attempt of a call may take; 8 seconds unless it says otherwise.
    pub attempt_timeout: Option<Duration>,
    pub politica_sms: PoliticaSms,
}

/// The table, the bucket and the topic. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) dynamodb: aws_sdk_dynamodb::Client,
    pub(crate) s3: OnceLock<aws_sdk_s3::Client>,
    pub(crate) sns: OnceLock<aws_sdk_sns::Client>,
    pub(crate) shared: SdkConfig,
    s3_endpoint: Option<String>,
    sns_endpoint: Option<String>,
    pub(crate) table: String,
    pub(crate) bucket: String,
    pub(crate) registri: String,
    pub(crate) topic_arn: String,
    pub(crate) s3_public_origin: Option<String>,
    pub(crate) politica_sms: PoliticaSms,
    pub(crate) turni: Arc<Turni>,
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.inner.table)
    }
}

impl Store {
    /// Builds the clients; nothing is called yet.
    #[must_use]
    pub fn connect(config: StoreConfig) -> Self {
        let shared = shared(&config);
        let mut dynamodb = aws_sdk_dynamodb::config::Builder::from(&shared).interceptor(Meter::default());
        dynamodb.set_endpoint_url(config.dynamodb_endpoint);
        Self {
            inner: Arc::new(Inner {
                dynamodb: aws_sdk_dynamodb::Client::from_conf(dynamodb.build()),
                s3: OnceLock::new(),
                sns: OnceLock::new(),
                shared,
                s3_endpoint: config.s3_endpoint,
                sns_endpoint: config.sns_endpoint,
                table: config.table,
                bucket: config.bucket,
                registri: config.registri,
                topic_arn: config.topic_arn,
                s3_public_origin: config.s3_public_origin,
                politica_sms: config.politica_sms,
                turni: Arc::default(),
            }),
        }
    }

    pub(crate) fn db(&self) -> &aws_sdk_dynamodb::Client {
        &self.inner.dynamodb
    }

    /// Made at the first call: a function that never comes here is linked without the whole SDK of S3.
    pub(crate) fn s3(&self) -> &aws_sdk_s3::Client {
        self.inner.s3.get_or_init(|| {
            let mut config = aws_sdk_s3::config::Builder::from(&self.inner.shared)
                .force_path_style(self.inner.s3_endpoint.is_some())
                .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
                .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
            config.set_endpoint_url(self.inner.s3_endpoint.clone());
            aws_sdk_s3::Client::from_conf(config.build())
        })
    }

    /// As [`s3`](Self::s3).
    pub(crate) fn sns(&self) -> &aws_sdk_sns::Client {
        self.inner.sns.get_or_init(|| {
            let mut config = aws_sdk_sns::config::Builder::from(&self.inner.shared);
            config.set_endpoint_url(self.inner.sns_endpoint.clone());
            aws_sdk_sns::Client::from_conf(config.build())
        })
    }

    pub(crate) fn table(&self) -> &str {
        &self.inner.table
    }
}

/// A service that is there answers within milliseconds.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);

/// Longer than any call takes, and three of them are within what API Gateway waits.
const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(8);

fn shared(config: &StoreConfig) -> SdkConfig {
    let credentials = match &config.credentials {
        Some((key, secret)) => Some(Credentials::new(key, secret, None, None, "configuration")),
        None => environment(),
    };
    let timeouts = TimeoutConfig::builder()
        .operation_attempt_timeout(config.attempt_timeout.unwrap_or(ATTEMPT_TIMEOUT))
        .operation_timeout(Duration::from_secs(24))
        .build();
    let mut shared = SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(config.region.clone()))
        .http_client(connettore::http_client(CONNECT_TIMEOUT, config.radici.as_deref()))
        // The SDK would pause up to a second before the second attempt: longer than what somebody who waits for a page puts up with.
        .retry_config(RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(100)))
        .timeout_config(timeouts);
    shared.set_credentials_provider(credentials.map(SharedCredentialsProvider::new));
    shared.build()
}

/// Read once: Lambda gives them to the process when it starts, and they outlive it. The SDK's own chain would look in files and on the
/// network too.
fn environment() -> Option<Credentials> {
    let key = env::var("AWS_ACCESS_KEY_ID").ok()?;
    let secret = env::var("AWS_SECRET_ACCESS_KEY").ok()?;
    let session = env::var("AWS_SESSION_TOKEN").ok().filter(|token| !token.is_empty());
    Some(Credentials::new(key, secret, session, None, "environment"))
}
