use cassetto_api::deleghe::{DelegaVoce, RevokeDelega};
use cassetto_domain::delega::ComandoDelega;
use cassetto_runtime::{Cittadino, Failure, Kit, Reply, Richiesta};

use crate::scope::{changed, delega_for};
use crate::voce::voce;

/// The grant goes in the same transaction: the very next request of the intermediary finds nothing.
pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<RevokeDelega>) -> Result<Reply<DelegaVoce>, Failure> {
    let (delega, lato) = delega_for(kit, &caller, richiesta.path.id, ComandoDelega::Revoca).await?;
    let delega = kit.store.revoke_delega(&delega, lato, kit.clock.now()).await.map_err(changed)?;
    Ok(voce(kit, &delega).into())
}
