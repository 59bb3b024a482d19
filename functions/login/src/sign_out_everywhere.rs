use cassetto_api::endpoint::Nulla;
use cassetto_api::sessione::SignOutEverywhere;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};

use crate::sessione::no_cookie;

pub async fn handle(kit: &Kit, caller: Chiunque, _: Richiesta<SignOutEverywhere>) -> Result<Reply<Nulla>, Failure> {
    kit.store.delete_sessions(caller.persona()).await?;
    Ok(Reply { value: Nulla {}, cookie: Some(no_cookie()) })
}
