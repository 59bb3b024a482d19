use cassetto_api::fascicolo::{ListOperatori, OperatoreVoce};
use cassetto_api::modello::Pagina;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};

pub async fn handle(kit: &Kit, caller: Operatore, _: Richiesta<ListOperatori>) -> Result<Reply<Pagina<OperatoreVoce>>, Failure> {
    let voci = kit.store.operatori(caller.sede).await?.into_iter().map(|addetto| OperatoreVoce {
        id: addetto.operatore.id,
        tu: addetto.operatore.id == caller.persona,
        nome: addetto.operatore.nome,
        ruolo: addetto.ruolo.into(),
    });
    Ok(Pagina { voci: voci.collect(), cursor: None }.into())
}
