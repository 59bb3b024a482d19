use cassetto_api::fascicolo::TakeQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::avviso::Evento;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Contenuto, Quesito};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<TakeQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let commento = body.commento.filter(|text| !text.trim().is_empty()).and_then(|text| campi.check("commento", Commento::parse(&text)));
    campi.finish()?;
    let thread = scope::thread(kit, &caller, richiesta.path.id).await?;
    let prima = thread.quesito;
    let a = scope::allow(&prima, body.versione, Comando::PrendiInCarico)?;
    let operatore = scope::record(caller);
    let dopo = Quesito { stato: a, operatore: Some(operatore.clone()), ..prima.clone() };
    let cambio = Contenuto::Cambio { da: prima.stato, a, sede: prima.sede, operatore, commento, esito: None };
    let annunci = scope::tell(&prima, Evento::PresoInCarico);
    scope::step(kit, prima, dopo, cambio, annunci).await
}
