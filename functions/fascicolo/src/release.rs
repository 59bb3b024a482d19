use cassetto_api::fascicolo::ReleaseQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::stato::Comando;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Contenuto, Quesito};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ReleaseQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let prima = scope::thread(kit, &caller, richiesta.path.id).await?.quesito;
    let stato = scope::allow(&prima, richiesta.body.versione, Comando::Rilascia)?;
    scope::not_waiting(&prima)?;
    let rilascio = Contenuto::Assegnazione { operatore: scope::record(caller), a: None, sede: prima.sede };
    let dopo = Quesito { stato, operatore: None, ..prima.clone() };
    scope::step(kit, prima, dopo, rilascio, Vec::new()).await
}
