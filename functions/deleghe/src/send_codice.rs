use cassetto_api::deleghe::{CodiceInviato as Voce, SendCodiceDelega};
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::codice_usa::Scopo;
use cassetto_domain::delega::ComandoDelega;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{CodiceInviato, Contatto, Persona};

use crate::scope::{caller, delega_for};

/// The code goes to who has to accept, by the quickest of their contacts.
pub async fn handle(kit: &Kit, who: Cittadino, richiesta: Richiesta<SendCodiceDelega>) -> Result<Reply<Voce>, Failure> {
    let (delega, _) = delega_for(kit, &who, richiesta.path.id, ComandoDelega::Accetta).await?;
    let (chi, _) = caller(&who);
    let persona = kit.store.persona(chi).await?.ok_or(Tipo::SessioneAssente)?;
    let contatto = quickest(&persona).ok_or_else(|| Failure::campo("contatto", Motivo::ContattoAssente))?;
    let mascherato = contatto.mascherato();
    match kit.store.send_codice(chi, Scopo::Delega(delega.id), contatto, kit.clock.now()).await? {
        CodiceInviato::Inviato(scade) => Ok(Voce { contatto: mascherato, scade: istante(scade) }.into()),
        CodiceInviato::TroppoPresto => Err(Failure::campo("codice", Motivo::CodiceTroppoPresto)),
        CodiceInviato::TroppiOggi => Err(Failure::campo("codice", Motivo::TroppiCodici)),
    }
}

fn quickest(persona: &Persona) -> Option<Contatto> {
    let contatti = &persona.contatti;
    let sms = contatti.cellulare.clone().map(Contatto::Sms);
    sms.or_else(|| contatti.email.clone().map(Contatto::Email)).or_else(|| contatti.pec.clone().map(Contatto::Pec))
}
