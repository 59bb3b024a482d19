use cassetto_api::allegati::Scarico;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::GetArchivio;
use cassetto_documenti::archivio;
use cassetto_domain::calendario::data_ora;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};

/// Each document as it was sent, its name led by the number of the message that it belongs to.
pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetArchivio>) -> Result<Reply<Scarico>, Failure> {
    let (thread, _) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Legge).await?;
    let mut files = Vec::new();
    for messaggio in thread.messaggi() {
        for voce in messaggio.allegati.iter().filter(|voce| voce.oscurato.is_none()) {
            let name = format!("{} {}", messaggio.protocollo.numero, voce.allegato.nome.as_str());
            files.push((name, kit.store.read_allegato(voce.allegato.id).await?));
        }
    }
    if files.is_empty() {
        return Err(Tipo::NonTrovato.into());
    }
    let numero = thread.quesito.protocollo.numero;
    let zip = archivio(files, data_ora(thread.quesito.presentato)).map_err(Failure::internal)?;
    let link = kit.store.put_archivio(thread.quesito.datore, zip, &format!("quesito-{numero}.zip"), kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}
