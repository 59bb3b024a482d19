use cassetto_api::endpoint::Documento;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::GetRicevuta;
use cassetto_documenti::ricevuta;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::{Chiunque, Failure, Kit, Richiesta};

use crate::esportazione;

/// The receipt of one message: the first unless another is asked for.
pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetRicevuta>) -> Result<Documento, Failure> {
    let (thread, vista) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Legge).await?;
    let comunicazione = esportazione::compose(kit, &thread, vista).await?;
    let wanted = richiesta.query.voce;
    let messaggio = comunicazione.messaggi().find(|messaggio| wanted.is_none_or(|voce| messaggio.versione == voce));
    let messaggio = messaggio.ok_or(Tipo::NonTrovato)?;
    Ok(Documento {
        nome: format!("ricevuta-{}.pdf", messaggio.protocollo.numero),
        contenuto: ricevuta(&comunicazione.ricevuta(messaggio)).map_err(Failure::internal)?,
    })
}
