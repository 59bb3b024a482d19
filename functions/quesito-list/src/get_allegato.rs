use cassetto_api::allegati::{GetAllegato, Scarico};
use cassetto_api::problema::Tipo;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::id::AllegatoId;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::Thread;

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetAllegato>) -> Result<Reply<Scarico>, Failure> {
    let (thread, _) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Legge).await?;
    let allegato = find(&thread, richiesta.path.allegato).ok_or(Tipo::NonTrovato)?;
    let link = kit.store.presign_download(allegato.id, allegato.nome.as_str(), allegato.tipo, kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}

/// One that was taken away is not found.
fn find(thread: &Thread, id: AllegatoId) -> Option<&Allegato> {
    let all = thread.messaggi().flat_map(|messaggio| &messaggio.allegati);
    all.filter(|voce| voce.oscurato.is_none()).map(|voce| &voce.allegato).find(|allegato| allegato.id == id)
}
