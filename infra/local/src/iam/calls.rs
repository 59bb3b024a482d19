//! What a request to a service asks of IAM: the actions, each on its resource. One request may need several.

use std::collections::BTreeMap;

use http::Method;
use http::request::Parts;
use serde::Deserialize;
use serde::de::IgnoredAny;

use super::policy::arn;
use crate::objects::{BUCKET, REGISTRI, RESTORED_BUCKET, RESTORED_REGISTRI};
use crate::versions::split;

/// What stands for a telephone number, which has no ARN.
pub const TELEPHONE: &str = "telefono";

#[derive(Default, Deserialize)]
struct Transaction {
    #[serde(rename = "TransactItems")]
    items: Vec<BTreeMap<String, IgnoredAny>>,
}

#[derive(Default, Deserialize)]
struct Reading {
    #[serde(rename = "IndexName")]
    index: Option<String>,
}

/// An action on a resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    pub action: String,
    pub resource: String,
}

impl Call {
    pub fn new(action: impl Into<String>, resource: impl Into<String>) -> Self {
        Self { action: action.into(), resource: resource.into() }
    }

    /// Of DynamoDB: a transaction is allowed by what allows its parts, a batch by an action of its own. Of the body only the index and
    /// the kinds of a transaction's parts are read.
    #[must_use]
    pub fn dynamodb(operation: &str, body: &[u8]) -> Vec<Self> {
        let table = arn("Table.Arn");
        match operation {
            "TransactWriteItems" => {
                let Transaction { items } = serde_json::from_slice(body).unwrap_or_default();
                items.iter().filter_map(|item| item.keys().next()).map(|kind| Self::new(format!("dynamodb:{kind}Item"), &table)).collect()
            }
            "TransactGetItems" => vec![Self::new("dynamodb:GetItem", table)],
            "Query" | "Scan" => {
                let Reading { index } = serde_json::from_slice(body).unwrap_or_default();
                vec![Self::new(
                    format!("dynamodb:{operation}"),
                    index.map_or_else(|| table.clone(), |index| format!("{table}/index/{index}")),
                )]
            }
            _ => vec![Self::new(format!("dynamodb:{operation}"), table)],
        }
    }

    /// Of S3, by the address with the bucket as its first part.
    #[must_use]
    pub fn s3(parts: &Parts) -> Vec<Self> {
        let (bucket, key) = deployed(parts.uri.path());
        let query = parts.uri.query().unwrap_or_default();
        let version = query.split('&').any(|pair| pair.starts_with("versionId="));
        let object = |path: &str| format!("arn:aws:s3:::{path}");
        if key.is_empty() {
            let versions = query.split('&').any(|pair| pair == "versions" || pair.starts_with("versions="));
            let action = if versions { "s3:ListBucketVersions" } else { "s3:ListBucket" };
            return vec![Self::new(action, object(bucket))];
        }
        let here = object(&format!("{bucket}/{key}"));
        match parts.method {
            Method::PUT => {
                let source = parts.headers.get("x-amz-copy-source").and_then(|value| value.to_str().ok());
                let read = source.map(|source| Self::new("s3:GetObject", object(source.trim_start_matches('/'))));
                read.into_iter().chain([Self::new("s3:PutObject", here)]).collect()
            }
            Method::DELETE => vec![Self::new(if version { "s3:DeleteObjectVersion" } else { "s3:DeleteObject" }, here)],
            _ => vec![Self::new(if version { "s3:GetObjectVersion" } else { "s3:GetObject" }, here)],
        }
    }

    /// What S3 wants besides, to say that an object is not there: without it, it says that one may not see it.
    #[must_use]
    pub fn s3_absence(parts: &Parts) -> Self {
        Self::new("s3:ListBucket", format!("arn:aws:s3:::{}", deployed(parts.uri.path()).0))
    }

    /// Of SNS.
    #[must_use]
    pub fn publish(topic: Option<&str>) -> Self {
        Self::new("sns:Publish", topic.unwrap_or(TELEPHONE))
    }

    /// What the event source mapping does with the role of the function that it feeds.
    #[must_use]
    pub fn stream() -> Vec<Self> {
        let actions = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams"];
        actions.map(|action| Self::new(action, arn("Table.StreamArn"))).into()
    }

    /// What an event that is given up does, with the role of its function.
    #[must_use]
    pub fn dead_letter(queue: &str) -> Self {
        Self::new("sqs:SendMessage", arn(&format!("{queue}.Arn")))
    }
}

/// Bucket and key. A stack that is deployed on restored buckets has roles that name them: they stand where the first ones stood.
fn deployed(path: &str) -> (&str, &str) {
    match split(path) {
        (RESTORED_BUCKET, key) => (BUCKET, key),
        (RESTORED_REGISTRI, key) => (REGISTRI, key),
        others => others,
    }
}
