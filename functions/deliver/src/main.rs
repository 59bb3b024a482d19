use std::env;

use cassetto_deliver::{Deliver, Mailer};
use cassetto_runtime::{Error, Kit, logging};
use lambda_runtime::{LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    let mailer = Mailer::new(&env::var("SMTP_URL")?, &env::var("MAIL_FROM")?)?;
    let deliver = Deliver::new(Kit::from_env()?, mailer);
    run(service_fn(async |event: LambdaEvent<serde_json::Value>| deliver.handle(event.payload).await)).await
}
