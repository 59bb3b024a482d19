//! What of the correspondence a caller may see. Anything else is not found: it never reveals that it exists, or whose it is.

use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::{PersonaId, QuesitoId};
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Chiunque, Cittadino, Failure, Kit};
use cassetto_store::Thread;

/// The employer that a citizen's request is about: themselves, or the one who delegated them.
pub async fn datore(kit: &Kit, caller: &Cittadino, asked: Option<PersonaId>) -> Result<PersonaId, Failure> {
    match (caller, asked) {
        (Cittadino::Datore(datore), None) => Ok(datore.persona),
        (Cittadino::Datore(datore), Some(asked)) if asked == datore.persona => Ok(asked),
        (Cittadino::Datore(_), Some(_)) => Err(Tipo::NonTrovato.into()),
        (Cittadino::Intermediario(_), None) => Err(Failure::campo("datore", Motivo::DatoreAssente)),
        (Cittadino::Intermediario(intermediario), Some(asked)) => {
            if kit.store.delega(intermediario.persona, asked).await? {
                Ok(asked)
            } else {
                Err(Tipo::NonTrovato.into())
            }
        }
    }
}

/// A quesito and the eyes that the caller sees it with.
pub async fn thread(kit: &Kit, caller: &Chiunque, id: QuesitoId) -> Result<(Thread, Vista), Failure> {
    let thread = kit.store.thread(id).await?.ok_or(Tipo::NonTrovato)?;
    let (allowed, vista) = match caller {
        Chiunque::Datore(datore) => (thread.quesito.datore == datore.persona, Vista::Cittadino),
        Chiunque::Intermediario(intermediario) => (kit.store.delega(intermediario.persona, thread.quesito.datore).await?, Vista::Cittadino),
        Chiunque::Operatore(operatore) => (thread.quesito.sede == operatore.sede, Vista::Ufficio),
    };
    if allowed { Ok((thread, vista)) } else { Err(Tipo::NonTrovato.into()) }
}
