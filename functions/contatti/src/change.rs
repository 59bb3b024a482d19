use cassetto_api::contatti::{ChangeContatto, CodiceMandato};
use cassetto_api::motivo::Motivo;
use cassetto_domain::contatto::{Contatti, TipoContatto};
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};
use cassetto_store::{CodiceInviato, Contatto};

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ChangeContatto>) -> Result<Reply<CodiceMandato>, Failure> {
    let (persona, now) = (caller.persona(), kit.clock.now());
    let tipo = TipoContatto::from(richiesta.body.tipo);
    let contatti = Contatti::default().with(tipo, Some(&richiesta.body.valore)).map_err(|error| Failure::campo("valore", error.into()))?;
    let Some(valore) = contatti.get(tipo) else { return Err(Failure::campo("valore", Motivo::Vuoto)) };
    if tipo == TipoContatto::Pec && !kit.config.canali.pec {
        // There is no way to send a code there: a PEC is taken as it is, for the gestioni that ask for one.
        kit.store.set_contatto(persona, tipo, Some(valore), now).await?;
        return Ok(CodiceMandato { scade: None }.into());
    }
    let Some(contatto) = Contatto::of(&contatti, tipo) else {
        kit.store.set_contatto(persona, tipo, Some(valore), now).await?;
        return Ok(CodiceMandato { scade: None }.into());
    };
    match kit.store.offer_contatto(persona, tipo, contatto, valore, now).await? {
        CodiceInviato::Inviato(scade) => Ok(CodiceMandato { scade: Some(istante(scade)) }.into()),
        CodiceInviato::TroppoPresto => Err(Failure::campo("valore", Motivo::CodiceTroppoPresto)),
        CodiceInviato::TroppiOggi => Err(Failure::campo("valore", Motivo::TroppiCodici)),
    }
}
