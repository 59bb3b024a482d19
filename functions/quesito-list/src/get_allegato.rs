use cassetto_api::allegati::{GetAllegato, Scarico};
use cassetto_api::problema::Tipo;
use cassetto_domain::allegato::Allegato;
use cassetto_domain::id::AllegatoId;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::{Contenuto, Thread};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetAllegato>) -> Result<Reply<Scarico>, Failure> {
    let (thread, _) = scope::thread(kit, &caller, richiesta.path.id).await?;
    let allegato = find(&thread, richiesta.path.allegato).ok_or(Tipo::NonTrovato)?;
    let link = kit.store.presign_download(allegato.id, allegato.nome.as_str(), allegato.tipo, kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}

fn find(thread: &Thread, id: AllegatoId) -> Option<&Allegato> {
    thread
        .voci
        .iter()
        .filter_map(|voce| match &voce.contenuto {
            Contenuto::Messaggio { allegati, .. } => Some(allegati),
            Contenuto::Cambio { .. } => None,
        })
        .flatten()
        .find(|allegato| allegato.id == id)
}
