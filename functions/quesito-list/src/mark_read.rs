//! Each side tells how far it has read: the other one sees when.

use cassetto_api::endpoint::Nulla;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::MarkRead;
use cassetto_domain::id::QuesitoId;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::{Chiunque, Cittadino, Failure, Intermediario, Kit, Reply, Richiesta};
use cassetto_store::{Lettore, StoreError};

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<MarkRead>) -> Result<Reply<Nulla>, Failure> {
    let id = richiesta.path.id;
    let lettore = match caller {
        Chiunque::Datore(datore) => Lettore::Datore(datore.persona),
        Chiunque::Operatore(operatore) => Lettore::Ufficio(operatore.sede),
        Chiunque::Intermediario(intermediario) => match delegate(kit, intermediario, id).await? {
            Some(lettore) => lettore,
            None => return Ok(Nulla {}.into()),
        },
    };
    match kit.store.mark_read(id, lettore, richiesta.body.versione, kit.clock.now()).await {
        Err(StoreError::Assente) => Err(Tipo::NonTrovato.into()),
        other => Ok(other.map(|()| Nulla {})?.into()),
    }
}

/// The intermediary in whose lists the quesito is. Of another one who may read it, until it is handed over, nothing is kept.
async fn delegate(kit: &Kit, intermediario: Intermediario, id: QuesitoId) -> Result<Option<Lettore>, Failure> {
    let quesito = kit.store.quesito(id).await?.ok_or(Tipo::NonTrovato)?;
    let persona = intermediario.persona;
    accesso::conto(kit, &Cittadino::Intermediario(intermediario), Some(quesito.datore), Diritto::Legge).await?;
    Ok((quesito.delegato == Some(persona)).then_some(Lettore::Delegato(persona)))
}
