// The futures of three SDKs and of SMTP lie in one another deeper than the compiler looks by itself.
#![recursion_limit = "256"]

use std::env;

use cassetto_deliver::{Deliver, Mailer, Push};
use cassetto_runtime::{Error, Kit, logging};
use lambda_runtime::{LambdaEvent, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    logging::init();
    let setting = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let mailer = Mailer::new(&env::var("SMTP_URL")?, &env::var("MAIL_FROM")?)?;
    let pec = setting("PEC_SMTP_URL").zip(setting("PEC_FROM")).map(|(url, from)| Mailer::new(&url, &from)).transpose()?;
    let push = setting("VAPID_PRIVATE_KEY").zip(setting("VAPID_PUBLIC_KEY"));
    let subject = setting("VAPID_SUBJECT").unwrap_or_default();
    let push = push.map(|(private, public)| Push::new(&private, &public, &subject)).transpose()?;
    let deliver = Deliver::new(Kit::from_env()?, mailer, pec, push);
    run(service_fn(async |event: LambdaEvent<serde_json::Value>| deliver.handle(event.payload).await)).await
}
