use cassetto_api::contatti::RemoveContatto;
use cassetto_api::endpoint::Nulla;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<RemoveContatto>) -> Result<Reply<Nulla>, Failure> {
    kit.store.set_contatto(caller.persona(), richiesta.body.tipo.into(), None, kit.clock.now()).await?;
    Ok(Nulla {}.into())
}
