use cassetto_esiti::Esiti;
use cassetto_runtime::{Error, Kit, logging};
use lambda_runtime::{LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    let esiti = Esiti::new(Kit::from_env()?);
    run(service_fn(async |event: LambdaEvent<serde_json::Value>| esiti.handle(event.payload).await)).await
}
