use cassetto_api::fascicolo::AnnulRegistrazione;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::Annotazione;

use crate::scope;

/// A register is its sede's own: after a transfer what came before can be annulled by the sede that registered it, never by the next one.
pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<AnnulRegistrazione>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let (id, body) = (richiesta.path.id, richiesta.body);
    let mut campi = Campi::new();
    let motivo = campi.check("motivo", Commento::parse(&body.motivo));
    let Some(motivo) = motivo else { return Err(campi.into_failure()) };
    let thread = scope::registered(kit, &caller, id, body.voce).await?;
    let is_here = thread.quesito.sede == caller.sede;
    // Elsewhere nobody of this sede can know the version, and a registration is the same at any.
    if is_here && thread.quesito.versione != body.versione {
        return Err(Tipo::VersioneSuperata.into());
    }
    let messaggio = scope::message_of(&thread, body.voce)?;
    if messaggio.annullata.is_some() {
        return Err(Tipo::TransizioneNonAmmessa.into());
    }
    if messaggio.protocollo.sede != caller.sede {
        return Err(Failure::campo("voce", Motivo::RegistroDiAltraSede));
    }
    let nota = Annotazione { chi: scope::record(caller.clone()), quando: kit.clock.now(), motivo };
    kit.store.annul(&thread.quesito, body.voce, messaggio.protocollo, &nota).await?;
    if is_here { scope::show(kit, id).await } else { scope::show_registered(kit, &caller, id, body.voce).await }
}
