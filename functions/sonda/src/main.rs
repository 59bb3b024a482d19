use cassetto_runtime::{Error, logging};
use cassetto_sonda::Sonda;
use lambda_runtime::{LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    let sonda = Sonda::from_env()?;
    run(service_fn(async |_: LambdaEvent<serde_json::Value>| sonda.handle().await)).await
}
