use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_api::sessione::SignOut;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};

use crate::sessione::no_cookie;

pub async fn handle(kit: &Kit, _: Chiunque, richiesta: Richiesta<SignOut>) -> Result<Reply<Nulla>, Failure> {
    let sessione = richiesta.sessione.ok_or(Tipo::SessioneAssente)?;
    kit.store.delete_session(sessione.persona, &sessione.impronta).await?;
    Ok(Reply { value: Nulla {}, cookie: Some(no_cookie()) })
}
