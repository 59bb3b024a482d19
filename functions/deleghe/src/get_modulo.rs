use cassetto_api::allegati::Scarico;
use cassetto_api::deleghe::GetModuloDelega;
use cassetto_api::problema::Tipo;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

use crate::scope;

/// Both sides may read the form, also once the delega is over.
pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<GetModuloDelega>) -> Result<Reply<Scarico>, Failure> {
    let (delega, _) = scope::delega(kit, &caller, richiesta.path.id).await?;
    let modulo = delega.modulo.ok_or(Tipo::NonTrovato)?;
    let link = kit.store.presign_download(modulo.id, modulo.nome.as_str(), modulo.tipo, kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}
