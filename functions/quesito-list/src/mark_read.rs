use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::MarkRead;
use cassetto_runtime::{Datore, Failure, Kit, Reply, Richiesta};
use cassetto_store::StoreError;

pub async fn handle(kit: &Kit, caller: Datore, richiesta: Richiesta<MarkRead>) -> Result<Reply<Nulla>, Failure> {
    match kit.store.mark_read(richiesta.path.id, caller.persona, richiesta.body.versione).await {
        Err(StoreError::Assente) => Err(Tipo::NonTrovato.into()),
        other => Ok(other.map(|()| Nulla {})?.into()),
    }
}
