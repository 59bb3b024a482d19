//! The same store under another role. The embedded cloud gives each function its own, as IAM does, and so knows whose call it gets.

use std::sync::OnceLock;

use aws_sdk_dynamodb::config::{Credentials, SharedCredentialsProvider};

use crate::connessione::Store;

impl Store {
    /// A store that shares this one's connections and turns, and signs its calls and links as somebody else.
    #[must_use]
    pub fn signing_as(&self, key: &str, secret: &str) -> Self {
        let credentials = SharedCredentialsProvider::new(Credentials::new(key, secret, None, None, "function"));
        let mut inner = (*self.inner).clone();
        let dynamodb = inner.dynamodb.config().to_builder().credentials_provider(credentials.clone());
        inner.dynamodb = aws_sdk_dynamodb::Client::from_conf(dynamodb.build());
        inner.shared = inner.shared.into_builder().credentials_provider(credentials).build();
        inner.s3 = OnceLock::new();
        inner.sns = OnceLock::new();
        Self { inner: inner.into() }
    }
}
