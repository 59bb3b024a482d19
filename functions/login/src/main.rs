use cassetto_login::Login;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(Login::new(Kit::from_env()?)).await
}
