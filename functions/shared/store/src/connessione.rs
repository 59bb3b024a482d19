//! The clients, built once.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use aws_config::environment::EnvironmentVariableCredentialsProvider;
use aws_config::retry::RetryConfig;
use aws_config::timeout::TimeoutConfig;
use aws_config::{BehaviorVersion, Region, SdkConfig};
use aws_credential_types::Credentials;
use aws_credential_types::provider::SharedCredentialsProvider;
use aws_sdk_s3::config::{RequestChecksumCalculation, ResponseChecksumValidation};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};

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
    /// What presigned links begin with in place of the bucket's own scheme and host, without a slash at the end.
    pub s3_public_origin: Option<String>,
}

/// The table, the bucket and the topic. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

#[derive(Clone)]
pub(crate) struct Inner {
    pub(crate) dynamodb: aws_sdk_dynamodb::Client,
    pub(crate) s3: aws_sdk_s3::Client,
    pub(crate) sns: aws_sdk_sns::Client,
    pub(crate) table: String,
    pub(crate) bucket: String,
    pub(crate) registri: String,
    pub(crate) topic_arn: String,
    pub(crate) s3_public_origin: Option<String>,
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
        let mut dynamodb = aws_sdk_dynamodb::config::Builder::from(&shared);
        dynamodb.set_endpoint_url(config.dynamodb_endpoint);
        let mut s3 = aws_sdk_s3::config::Builder::from(&shared)
            .force_path_style(config.s3_endpoint.is_some())
            .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
            .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
        s3.set_endpoint_url(config.s3_endpoint);
        let mut sns = aws_sdk_sns::config::Builder::from(&shared);
        sns.set_endpoint_url(config.sns_endpoint);
        Self {
            inner: Arc::new(Inner {
                dynamodb: aws_sdk_dynamodb::Client::from_conf(dynamodb.build()),
                s3: aws_sdk_s3::Client::from_conf(s3.build()),
                sns: aws_sdk_sns::Client::from_conf(sns.build()),
                table: config.table,
                bucket: config.bucket,
                registri: config.registri,
                topic_arn: config.topic_arn,
                s3_public_origin: config.s3_public_origin,
                turni: Arc::default(),
            }),
        }
    }

    pub(crate) fn db(&self) -> &aws_sdk_dynamodb::Client {
        &self.inner.dynamodb
    }

    pub(crate) fn table(&self) -> &str {
        &self.inner.table
    }
}

fn shared(config: &StoreConfig) -> SdkConfig {
    let credentials = match &config.credentials {
        Some((key, secret)) => SharedCredentialsProvider::new(Credentials::from_keys(key, secret, None)),
        None => SharedCredentialsProvider::new(EnvironmentVariableCredentialsProvider::new()),
    };
    // ring, not aws-lc: its first handshake costs a cold start 36 ms less.
    let http = Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https();
    let timeouts = TimeoutConfig::builder()
        .connect_timeout(Duration::from_secs(3))
        .operation_attempt_timeout(Duration::from_secs(8))
        .operation_timeout(Duration::from_secs(24))
        .build();
    SdkConfig::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(config.region.clone()))
        .credentials_provider(credentials)
        .http_client(http)
        // The SDK would pause up to a second before the second attempt: longer than what somebody who waits for a page puts up with.
        .retry_config(RetryConfig::standard().with_max_attempts(3).with_initial_backoff(Duration::from_millis(100)))
        .timeout_config(timeouts)
        .build()
}
