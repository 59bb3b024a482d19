//! The employers of a sede: who lives where it is competent, and who has a quesito there.

pub mod get;
pub mod quesiti;
pub mod search;

use cassetto_api::problema::Tipo;
use cassetto_domain::id::PersonaId;
use cassetto_domain::ruolo::Ruolo;
use cassetto_domain::sede;
use cassetto_runtime::{Failure, Kit, Operatore};
use cassetto_store::Persona;

/// An employer of the caller's sede. Anybody else is not found.
pub async fn datore(kit: &Kit, caller: &Operatore, id: PersonaId) -> Result<Persona, Failure> {
    let persona = kit.store.persona(id).await?.filter(|persona| persona.ruolo == Ruolo::Datore).ok_or(Tipo::NonTrovato)?;
    let lives_here = sede::di_residenza(persona.cap.as_ref()).codice == caller.sede;
    if lives_here || !kit.store.list_quesiti_in_sede(id, caller.sede, None, 1).await?.voci.is_empty() {
        Ok(persona)
    } else {
        Err(Tipo::NonTrovato.into())
    }
}
