//! A document is asked for, with a registered message: the clock of the answer stands still until it comes.

use cassetto_api::fascicolo::RequestDocumento;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::motivo::Motivo;
use cassetto_domain::avviso::Evento;
use cassetto_domain::calendario::{oggi, prossimo_lavorativo};
use cassetto_domain::orologio;
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Testo;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, allegati};
use cassetto_store::{Attesa, ChiaveUso, NuovoMessaggio, PassoRegistrato, Quesito, VoceRegistrata};
use jiff::civil::Date;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<RequestDocumento>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let (id, now) = (richiesta.path.id, kit.clock.now());
    let oggi = oggi(now);
    let mut campi = Campi::new();
    let testo = campi.check("testo", Testo::parse(&richiesta.body.testo));
    let entro = campi.check("entro", due(&richiesta.body.entro.0, oggi, caller.sede));
    let documenti = allegati::parse(&mut campi, &richiesta.body.allegati);
    let (Some(testo), Some(entro)) = (testo, entro) else { return Err(campi.into_failure()) };
    campi.finish()?;

    let thread = scope::thread(kit, &caller, id).await?;
    let impronta = scope::impronta(id, &richiesta.raw);
    if let Some(replay) = kit.store.replay(caller.persona, &richiesta.key, now).await? {
        return scope::outcome(kit, replay.esito(&impronta)).await;
    }
    let stato = scope::allow(&thread.quesito, richiesta.body.versione, Comando::Richiedi)?;
    scope::not_waiting(&thread.quesito)?;
    let documenti = allegati::accept(&kit.store, caller.persona, &richiesta.key, scope::profilo(&thread.quesito), &documenti).await?;
    let (precedente, prima) = (thread.ultimo_protocollo(), thread.quesito);
    let chiave = ChiaveUso { persona: caller.persona, chiave: richiesta.key, impronta };
    let messaggio = scope::message(caller, testo, documenti);
    let attesa = Attesa { versione: prima.versione + 1, dal: oggi, entro };
    let passo = PassoRegistrato {
        dopo: Quesito { stato, attesa: Some(attesa), ..prima.clone() },
        registro: prima.sede,
        voce: VoceRegistrata::Messaggio(NuovoMessaggio { richiesta: Some(cassetto_store::Richiesta { entro }), ..messaggio }),
        precedente,
        annunci: scope::tell(&prima, Evento::RichiestaDocumento),
        prima,
    };
    scope::outcome(kit, kit.store.register_step(&chiave, &passo, now).await?).await
}

/// The day that was chosen, moved to a working day of the sede.
fn due(text: &str, oggi: Date, sede: CodiceSede) -> Result<Date, Motivo> {
    let chosen = text.parse::<Date>().map_err(|_| Motivo::DataNonValida)?;
    let entro = orologio::entro(chosen, oggi)?;
    Ok(prossimo_lavorativo(entro, sede::find(&sede).map(|sede| sede.patrono)))
}
