use cassetto_contatti::Contatti;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(Contatti::new(Kit::from_env()?)).await
}
