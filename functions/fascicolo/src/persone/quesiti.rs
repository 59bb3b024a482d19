use cassetto_api::fascicolo::{ListQuesitiPersona, VoceCoda};
use cassetto_api::modello::Pagina;
use cassetto_domain::calendario::oggi;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, limit};

use crate::list::voce;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ListQuesitiPersona>) -> Result<Reply<Pagina<VoceCoda>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let persona = super::datore(kit, &caller, richiesta.path.id).await?;
    let pagina = kit.store.list_quesiti_in_sede(persona.id, caller.sede, query.cursor.as_deref(), limit).await?;
    let oggi = oggi(kit.clock.now());
    Ok(Pagina { voci: pagina.voci.iter().map(|quesito| voce(quesito, oggi)).collect(), cursor: pagina.cursor }.into())
}
