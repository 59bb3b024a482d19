//! Which delega a request is about: one of the caller's own, on whichever side they are. Anybody else's is not found.

use cassetto_api::problema::Tipo;
use cassetto_domain::calendario::oggi;
use cassetto_domain::delega::{ComandoDelega, DelegaError, Lato};
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_runtime::{Cittadino, Datore, Failure, Intermediario, Kit};
use cassetto_store::{Delega, StoreError};

/// Who calls, and on which side.
pub const fn caller(caller: &Cittadino) -> (PersonaId, Lato) {
    match caller {
        Cittadino::Datore(Datore { persona, .. }) => (*persona, Lato::Datore),
        Cittadino::Intermediario(Intermediario { persona, .. }) => (*persona, Lato::Intermediario),
    }
}

/// The delega as it is now, and the caller's side.
///
/// # Errors
/// [`Tipo::NonTrovato`] for somebody else's.
pub async fn delega(kit: &Kit, who: &Cittadino, id: DelegaId) -> Result<(Delega, Lato), Failure> {
    let (persona, lato) = caller(who);
    let delega = match lato {
        Lato::Datore => kit.store.delega(persona, id).await?,
        Lato::Intermediario => kit.store.delega_di(persona, id).await?,
    };
    Ok((delega.ok_or(Tipo::NonTrovato)?, lato))
}

/// The same, if the caller may do this to it today.
///
/// # Errors
/// [`Tipo::NonTrovato`], [`Tipo::DelegaNonAmmessa`].
pub async fn delega_for(kit: &Kit, who: &Cittadino, id: DelegaId, comando: ComandoDelega) -> Result<(Delega, Lato), Failure> {
    let (delega, lato) = delega(kit, who, id).await?;
    let stato = delega.stato_al(oggi(kit.clock.now()));
    stato.apply(comando, lato, delega.richiesta_da).map_err(refused)?;
    Ok((delega, lato))
}

fn refused(_: DelegaError) -> Failure {
    Tipo::DelegaNonAmmessa.into()
}

/// A delega that changed meanwhile is the same to who asks as one that doesn't allow it: read it again.
pub fn changed(error: StoreError) -> Failure {
    match error {
        StoreError::Conflitto => Tipo::DelegaNonAmmessa.into(),
        other => other.into(),
    }
}
