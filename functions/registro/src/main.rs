use cassetto_registro::Registro;
use cassetto_runtime::{Error, Kit, logging};
use lambda_runtime::{LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    let registro = Registro::new(Kit::from_env()?);
    run(service_fn(async |_: LambdaEvent<serde_json::Value>| registro.handle().await)).await
}
