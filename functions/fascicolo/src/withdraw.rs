use cassetto_api::fascicolo::WithdrawRichiesta;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::problema::Tipo;
use cassetto_domain::calendario::oggi;
use cassetto_domain::orologio;
use cassetto_domain::sede;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Contenuto, Quesito};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<WithdrawRichiesta>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let commento = campi.check("commento", Commento::parse(&body.commento));
    campi.finish()?;
    let prima = scope::thread(kit, &caller, richiesta.path.id).await?.quesito;
    let stato = scope::allow(&prima, body.versione, Comando::Richiedi)?;
    let attesa = prima.attesa.ok_or(Tipo::TransizioneNonAmmessa)?;
    let termine = match sede::find(&prima.sede) {
        Some(sede) => orologio::riprendi(prima.termine, attesa.dal, oggi(kit.clock.now()), sede),
        None => prima.termine,
    };
    let dopo = Quesito { stato, attesa: None, termine, ..prima.clone() };
    let operatore = scope::record(caller);
    let cambio = Contenuto::Cambio { da: prima.stato, a: stato, sede: prima.sede, operatore, commento, esito: None };
    scope::step(kit, prima, dopo, cambio, Vec::new()).await
}
