use cassetto_api::allegati::Scarico;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::GetArchivio;
use cassetto_documenti::archivio;
use cassetto_domain::calendario::data_ora;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::Contenuto;

use crate::scope;

/// Each document as it was sent, its name led by the number of the message that it belongs to.
pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetArchivio>) -> Result<Reply<Scarico>, Failure> {
    let (thread, _) = scope::thread(kit, &caller, richiesta.path.id).await?;
    let mut files = Vec::new();
    for voce in &thread.voci {
        let Contenuto::Messaggio { protocollo, allegati, .. } = &voce.contenuto else { continue };
        for allegato in allegati {
            let name = format!("{} {}", protocollo.numero, allegato.nome.as_str());
            files.push((name, kit.store.read_allegato(allegato.id).await?));
        }
    }
    if files.is_empty() {
        return Err(Tipo::NonTrovato.into());
    }
    let numero = thread.quesito.protocollo.numero;
    let zip = archivio(files, data_ora(thread.quesito.presentato)).map_err(Failure::internal)?;
    let link = kit.store.put_archivio(zip, &format!("quesito-{numero}.zip"), kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}
