//! An answer is a message: registered with its own number, sent once for each key.

use cassetto_api::fascicolo::AnswerQuesito;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_domain::avviso::Evento;
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Testo;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, allegati};
use cassetto_store::{ChiaveUso, PassoRegistrato, VoceRegistrata};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<AnswerQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let (id, now) = (richiesta.path.id, kit.clock.now());
    let mut campi = Campi::new();
    let testo = campi.check("testo", Testo::parse(&richiesta.body.testo));
    let documenti = allegati::parse(&mut campi, &richiesta.body.allegati);
    let Some(testo) = testo else { return Err(campi.into_failure()) };
    campi.finish()?;

    let thread = scope::thread(kit, &caller, id).await?;
    let impronta = scope::impronta(id, &richiesta.raw);
    if let Some(replay) = kit.store.replay(caller.persona, &richiesta.key, now).await? {
        return scope::outcome(kit, replay.esito(&impronta)).await;
    }
    scope::allow(&thread.quesito, richiesta.body.versione, Comando::Rispondi)?;
    let documenti = allegati::accept(&kit.store, caller.persona, &richiesta.key, scope::profilo(&thread.quesito), &documenti).await?;
    let (precedente, prima) = (thread.ultimo_protocollo(), thread.quesito);
    let chiave = ChiaveUso { persona: caller.persona, chiave: richiesta.key, impronta };
    let passo = PassoRegistrato {
        dopo: prima.clone(),
        registro: prima.sede,
        voce: VoceRegistrata::Messaggio(scope::message(caller, testo, documenti)),
        precedente,
        annunci: scope::tell(&prima, Evento::Risposta),
        prima,
    };
    scope::outcome(kit, kit.store.register_step(&chiave, &passo, now).await?).await
}
