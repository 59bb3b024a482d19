use cassetto_api::fascicolo::ReassignQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::avviso::Evento;
use cassetto_domain::id::PersonaId;
use cassetto_domain::stato::{Comando, Stato};
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Contenuto, Passo, Quesito};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ReassignQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let prima = scope::thread(kit, &caller, richiesta.path.id).await?.quesito;
    let a = colleague(kit, &caller, richiesta.body.operatore).await?;
    let Passo { prima, dopo, contenuto, annunci } = passo(prima, richiesta.body.versione, &scope::record(caller), &a)?;
    scope::step(kit, prima, dopo, contenuto, annunci).await
}

/// Somebody of the caller's sede, as it is recorded.
pub async fn colleague(kit: &Kit, caller: &Operatore, id: PersonaId) -> Result<cassetto_store::Operatore, Failure> {
    let addetto = kit.store.operatore(caller.sede, id).await?;
    addetto.map(|addetto| addetto.operatore).ok_or_else(|| Failure::campo("operatore", Motivo::OperatoreSconosciuto))
}

/// The step that puts a quesito in charge of `a`. The employer is told when nobody had it.
pub fn passo(prima: Quesito, versione: u32, da: &cassetto_store::Operatore, a: &cassetto_store::Operatore) -> Result<Passo, Failure> {
    let stato = scope::allow(&prima, versione, Comando::Riassegna)?;
    if prima.operatore.as_ref().is_some_and(|operatore| operatore.id == a.id) {
        return Err(Tipo::TransizioneNonAmmessa.into());
    }
    let annunci = if prima.stato == Stato::Aperta { scope::tell(&prima, Evento::PresoInCarico) } else { Vec::new() };
    let contenuto = Contenuto::Assegnazione { operatore: da.clone(), a: Some(a.clone()), sede: prima.sede };
    Ok(Passo { dopo: Quesito { stato, operatore: Some(a.clone()), ..prima.clone() }, prima, contenuto, annunci })
}
