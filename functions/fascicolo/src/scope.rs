//! A quesito of the operator's own sede, at the version that they saw, in a state that allows the command.

use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::QuesitoId;
use cassetto_domain::stato::{Comando, Stato};
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Failure, Kit, Operatore, Reply};
use cassetto_store::{NuovoCambio, Quesito, Thread};

/// The quesito's thread. Another sede's is not found.
pub async fn thread(kit: &Kit, caller: &Operatore, id: QuesitoId) -> Result<Thread, Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    if thread.quesito.sede == caller.sede { Ok(thread) } else { Err(Tipo::NonTrovato.into()) }
}

/// The state after `comando`. Somebody else's change is told before an illegal command: it is the reason for it.
pub fn allow(quesito: &Quesito, versione: u32, comando: Comando) -> Result<Stato, Failure> {
    if quesito.versione != versione {
        return Err(Tipo::VersioneSuperata.into());
    }
    Ok(quesito.stato.apply(comando)?)
}

/// Who acts, as it is recorded.
pub fn record(caller: Operatore) -> cassetto_store::Operatore {
    cassetto_store::Operatore { id: caller.persona, nome: caller.nome }
}

/// Writes a change and shows the quesito after it.
pub async fn change(kit: &Kit, cambio: NuovoCambio) -> Result<Reply<QuesitoDettaglio>, Failure> {
    kit.store.change(&cambio, kit.clock.now()).await?;
    show(kit, cambio.quesito.id).await
}

/// The quesito as it is now.
pub async fn show(kit: &Kit, id: QuesitoId) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    Ok(Vista::Ufficio.dettaglio(&thread).into())
}
