use cassetto_fascicolo::Fascicolo;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(Fascicolo::new(Kit::from_env()?)).await
}
