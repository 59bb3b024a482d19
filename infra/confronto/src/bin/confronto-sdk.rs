//! A function that does nothing but one `GetItem`, by the SDK's client as one makes it without a second thought: the machine's own
//! root certificates, the connection opened by the first request.

use std::env;
use std::sync::Arc;

use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_dynamodb::{Client, Config};
use aws_smithy_http_client::Builder;
use aws_smithy_http_client::tls::{Provider, rustls_provider::CryptoMode};
use lambda_http::{Body, Error, Request, Response, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    let mut config = Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new(env::var("AWS_REGION")?))
        .credentials_provider(Credentials::new(
            env::var("AWS_ACCESS_KEY_ID")?,
            env::var("AWS_SECRET_ACCESS_KEY")?,
            None,
            None,
            "environment",
        ))
        .http_client(Builder::new().tls_provider(Provider::Rustls(CryptoMode::Ring)).build_https());
    config.set_endpoint_url(env::var("AWS_ENDPOINT_URL_DYNAMODB").ok());
    let client = Client::from_conf(config.build());
    let table: Arc<str> = env::var("TABLE")?.into();
    run(service_fn(move |_: Request| {
        let (client, table) = (client.clone(), Arc::clone(&table));
        async move {
            let key = AttributeValue::S("-".to_owned());
            client.get_item().table_name(&*table).key("pk", key.clone()).key("sk", key).send().await?;
            Ok::<_, Error>(Response::new(Body::Empty))
        }
    }))
    .await
}
