//! An answer is a message: registered with its own number, sent once for each key.

use cassetto_api::fascicolo::AnswerQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::problema::Tipo;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Testo;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, allegati};
use cassetto_store::{Contenuto, EsitoInvio, NuovaRisposta, Thread};
use sha2::Digest;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<AnswerQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let id = richiesta.path.id;
    let now = kit.clock.now();
    let impronta = Sha256(sha2::Sha256::digest(&richiesta.raw).into());
    let mut campi = Campi::new();
    let testo = campi.check("testo", Testo::parse(&richiesta.body.testo));
    let documenti = allegati::parse(&mut campi, &richiesta.body.allegati);
    let Some(testo) = testo else { return Err(campi.into_failure()) };
    campi.finish()?;

    let thread = scope::thread(kit, &caller, id).await?;
    if let Some(replay) = kit.store.replay(caller.persona, &richiesta.key, now).await? {
        return outcome(kit, replay.esito(&impronta)).await;
    }
    scope::allow(&thread.quesito, richiesta.body.versione, Comando::Rispondi)?;
    allegati::accept(&kit.store, caller.persona, &documenti).await?;
    let precedente = last_message(&thread);
    let risposta = NuovaRisposta {
        chiave: richiesta.key,
        impronta,
        quesito: thread.quesito,
        operatore: scope::record(caller),
        testo,
        allegati: documenti,
        precedente,
    };
    outcome(kit, kit.store.register_message(&risposta, now).await?).await
}

/// The registration that an answer is linked to ("correlata").
fn last_message(thread: &Thread) -> Protocollo {
    let last = thread.voci.iter().rev().find_map(|voce| match &voce.contenuto {
        Contenuto::Messaggio { protocollo, .. } => Some(*protocollo),
        Contenuto::Cambio { .. } => None,
    });
    last.unwrap_or(thread.quesito.protocollo)
}

async fn outcome(kit: &Kit, esito: EsitoInvio) -> Result<Reply<QuesitoDettaglio>, Failure> {
    match esito {
        EsitoInvio::Protocollato(ricevuta) | EsitoInvio::Replay(ricevuta) => scope::show(kit, ricevuta.quesito).await,
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
