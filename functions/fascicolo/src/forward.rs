//! Another sede takes over: the transfer is registered there, linked to the protocol of the day of presentation, which stays.
//!
//! A key that served is answered before the quesito is looked at: after the transfer it is the other sede's.

use cassetto_api::fascicolo::{ForwardQuesito, Trasferito};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::avviso::Evento;
use cassetto_domain::sede::{self, CodiceSede};
use cassetto_domain::stato::Comando;
use cassetto_domain::testo::Commento;
use cassetto_runtime::vista::{giorno, protocollo, sede_voce};
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{ChiaveUso, EsitoInvio, Lettura, PassoRegistrato, Quesito, Ricevuta, VoceRegistrata};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ForwardQuesito>) -> Result<Reply<Trasferito>, Failure> {
    let (id, now) = (richiesta.path.id, kit.clock.now());
    let mut campi = Campi::new();
    let sede = campi.check("sede", other_sede(&caller, &richiesta.body.sede));
    let motivo = campi.check("motivo", Commento::parse(&richiesta.body.motivo));
    let (Some(sede), Some(motivo)) = (sede, motivo) else { return Err(campi.into_failure()) };
    let impronta = scope::impronta(id, &richiesta.raw);
    if let Some(replay) = kit.store.replay(caller.persona, &richiesta.key, now).await? {
        return outcome(replay.esito(&impronta));
    }
    let prima = scope::thread(kit, &caller, id).await?.quesito;
    let stato = scope::allow(&prima, richiesta.body.versione, Comando::Trasferisci)?;
    scope::not_waiting(&prima)?;
    let chiave = ChiaveUso { persona: caller.persona, chiave: richiesta.key, impronta };
    let passo = PassoRegistrato {
        dopo: Quesito { sede, stato, operatore: None, letto_ufficio: Lettura::default(), ..prima.clone() },
        registro: sede,
        voce: VoceRegistrata::Trasferimento { operatore: scope::record(caller), motivo },
        precedente: prima.protocollo,
        annunci: scope::tell(&prima, Evento::Trasferito),
        prima,
    };
    outcome(kit.store.register_step(&chiave, &passo, now).await?)
}

fn other_sede(caller: &Operatore, text: &str) -> Result<CodiceSede, Motivo> {
    let codice = CodiceSede::parse(text).map_err(|_| Motivo::SedeSconosciuta)?;
    match sede::find(&codice) {
        Some(_) if codice != caller.sede => Ok(codice),
        _ => Err(Motivo::SedeSconosciuta),
    }
}

fn outcome(esito: EsitoInvio) -> Result<Reply<Trasferito>, Failure> {
    match esito {
        EsitoInvio::Protocollato(ricevuta) | EsitoInvio::Replay(ricevuta) => {
            let Ricevuta { quesito, protocollo: registrato, termine } = ricevuta;
            let sede = sede_voce(registrato.sede);
            Ok(Trasferito { id: quesito, sede, protocollo: protocollo(&registrato), termine: giorno(termine) }.into())
        }
        EsitoInvio::ChiaveRiusata => Err(Tipo::ChiaveRiusata.into()),
    }
}
