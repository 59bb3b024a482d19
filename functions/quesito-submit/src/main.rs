use cassetto_quesito_submit::QuesitoSubmit;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(QuesitoSubmit::new(Kit::from_env()?)).await
}
