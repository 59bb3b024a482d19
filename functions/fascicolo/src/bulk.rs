//! The same done to many quesiti, each with its own step: what can't be done to one keeps none of the others.

use cassetto_api::fascicolo::{BulkQuesiti, ComandoMultiplo, EsitoLavorazione, EsitoQuesito, MASSIMO_LAVORAZIONE, QuesitoVisto};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Problema;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};

use crate::{reassign, scope};

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<BulkQuesiti>) -> Result<Reply<EsitoLavorazione>, Failure> {
    let body = richiesta.body;
    match body.comando {
        ComandoMultiplo::Chiudi => return Err(Failure::campo("comando", Motivo::ChiusuraMultipla)),
        ComandoMultiplo::Assegna => {}
    }
    if !(1..=MASSIMO_LAVORAZIONE).contains(&body.quesiti.len()) {
        return Err(Failure::campo("quesiti", Motivo::NumeroQuesiti));
    }
    let operatore = body.operatore.ok_or_else(|| Failure::campo("operatore", Motivo::OperatoreSconosciuto))?;
    let a = reassign::colleague(kit, &caller, operatore).await?;
    let mut esiti = Vec::with_capacity(body.quesiti.len());
    for visto in body.quesiti {
        let problema = match assign(kit, &caller, visto, &a).await {
            Ok(()) => None,
            Err(failure) => Some(problem(failure)?),
        };
        esiti.push(EsitoQuesito { id: visto.id, problema });
    }
    Ok(EsitoLavorazione { esiti }.into())
}

async fn assign(kit: &Kit, caller: &Operatore, visto: QuesitoVisto, a: &cassetto_store::Operatore) -> Result<(), Failure> {
    let quesito = scope::header(kit, caller, visto.id).await?;
    let passo = reassign::passo(quesito, visto.versione, &scope::record(caller.clone()), a)?;
    kit.store.step(&passo, kit.clock.now()).await?;
    Ok(())
}

/// Why one was not done. A failure of ours ends the whole: it would meet the others too, and those done stay done.
fn problem(failure: Failure) -> Result<Problema, Failure> {
    match failure {
        Failure::Problem { tipo, campi, riprova_tra } => Ok(Problema { campi, riprova_tra, ..tipo.problema() }),
        internal @ Failure::Internal(_) => Err(internal),
    }
}
