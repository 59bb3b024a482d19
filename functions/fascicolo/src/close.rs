use cassetto_api::fascicolo::CloseQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::NuovoCambio;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<CloseQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let commento = campi.check("commento", Commento::parse(&body.commento));
    campi.finish()?;
    let thread = scope::thread(kit, &caller, richiesta.path.id).await?;
    let a = scope::allow(&thread.quesito, body.versione, Comando::Chiudi)?;
    let esito = Some(body.esito.into());
    scope::change(kit, NuovoCambio { quesito: thread.quesito, a, esito, commento, operatore: scope::record(caller) }).await
}
