use cassetto_api::deleghe::{DelegaVoce, RefuseDelega};
use cassetto_domain::delega::ComandoDelega;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

use crate::scope::{changed, delega_for};
use crate::voce::voce;

pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<RefuseDelega>) -> Result<Reply<DelegaVoce>, Failure> {
    let (delega, lato) = delega_for(kit, &caller, richiesta.path.id, ComandoDelega::Rifiuta).await?;
    let delega = kit.store.refuse_delega(&delega, lato, kit.clock.now()).await.map_err(changed)?;
    Ok(voce(kit, &delega).into())
}
