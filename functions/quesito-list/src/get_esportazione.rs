use cassetto_api::allegati::Scarico;
use cassetto_api::quesiti::GetEsportazione;
use cassetto_prove::esportazione::{esporta, nome_zip};
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};

use crate::esportazione::{self, MASSIMO_BYTE};

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetEsportazione>) -> Result<Reply<Scarico>, Failure> {
    let (thread, vista) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Legge).await?;
    let mut comunicazione = esportazione::compose(kit, &thread, vista).await?;
    let mut room = MASSIMO_BYTE;
    let allegati = esportazione::read(kit, &thread, &mut comunicazione, &mut room).await?;
    let zip = esporta(&comunicazione, allegati).map_err(Failure::internal)?;
    let nome = nome_zip(&thread.quesito.protocollo);
    let link = kit.store.put_archivio(thread.quesito.datore, zip, &nome, kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}
