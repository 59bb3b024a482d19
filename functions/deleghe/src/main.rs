use cassetto_deleghe::Deleghe;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(Deleghe::new(Kit::from_env()?)).await
}
