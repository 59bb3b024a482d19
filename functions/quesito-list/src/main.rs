use cassetto_quesito_list::QuesitoList;
use cassetto_runtime::{Error, Kit, logging, run};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    run(QuesitoList::new(Kit::from_env()?)).await
}
