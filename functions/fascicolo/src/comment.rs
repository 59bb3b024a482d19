use cassetto_api::fascicolo::CommentQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::Contenuto;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<CommentQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let commento = campi.check("commento", Commento::parse(&body.commento));
    campi.finish()?;
    let thread = scope::thread(kit, &caller, richiesta.path.id).await?;
    let prima = thread.quesito;
    let a = scope::allow(&prima, body.versione, Comando::Commenta)?;
    let cambio = Contenuto::Cambio { da: prima.stato, a, sede: prima.sede, operatore: scope::record(caller), commento, esito: None };
    scope::step(kit, prima.clone(), prima, cambio, Vec::new()).await
}
