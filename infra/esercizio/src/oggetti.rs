//! Documents: what is referred to is there, and what is there is referred to.

use cassetto_domain::allegato::Allegato;
use cassetto_prove::sha256;
use cassetto_store::ispezione::Deposito;
use cassetto_store::{Delega, StoreError};
use jiff::{SignedDuration, Timestamp};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};

/// A document is kept before the message that it comes with. As long as its upload is there the message may still be sent again: 30
/// days, and one for the lifecycle's own delay.
const YOUNG: SignedDuration = SignedDuration::from_hours(31 * 24);

/// A document that somebody refers to.
pub(crate) async fn present(controllo: &Controllo<'_>, allegato: &Allegato, dove: &str) -> Result<Vec<Difetto>, StoreError> {
    controllo.passo().await;
    let holds = if controllo.opzioni.contenuti {
        match controllo.store.read_allegato(allegato.id).await {
            Ok(bytes) => bytes.len() as u64 == allegato.dimensione && sha256(&bytes) == allegato.sha256,
            Err(StoreError::Assente) => false,
            Err(error) => return Err(error),
        }
    } else {
        let length = controllo.store.misura_allegato(allegato.id).await?;
        length.is_some_and(|length| length.is_none_or(|length| length == allegato.dimensione))
    };
    Ok(if holds { Vec::new() } else { vec![Difetto::new(Legge::OggettoPresente, dove)] })
}

/// The signed form of a delega.
pub(crate) async fn form(controllo: &Controllo<'_>, delega: &Delega) -> Result<(), StoreError> {
    let Some(modulo) = &delega.modulo else { return Ok(()) };
    let dove = format!("{} (delega {})", modulo.id, delega.id);
    controllo.giudica(&dove, || present(controllo, modulo, &dove)).await
}

/// What lies in the buckets.
pub(crate) async fn check(controllo: &Controllo<'_>) -> Result<(), StoreError> {
    let mut next = None;
    loop {
        controllo.passo().await;
        let page = controllo.store.elenca_oggetti(Deposito::Allegati, next).await?;
        for oggetto in &page.oggetti {
            controllo.count("oggetti", 1);
            let referred = oggetto.allegato.is_some_and(|id| controllo.visti.borrow().allegati.contains(&id));
            if referred {
                continue;
            }
            if is_young(oggetto.scritto, controllo.opzioni.now, YOUNG) {
                controllo.count("oggetti giovani senza riferimento", 1);
            } else {
                controllo.add(vec![Difetto::new(Legge::OggettoRiferito, &oggetto.nome)]);
            }
        }
        next = page.dopo;
        if next.is_none() {
            break;
        }
    }
    let mut next = None;
    loop {
        controllo.passo().await;
        let page = controllo.store.elenca_oggetti(Deposito::Registri, next).await?;
        for oggetto in &page.oggetti {
            controllo.count("documenti di registri", 1);
            // A document is written before its row: `registro` notes it when it runs again.
            let noted = controllo.visti.borrow().registri.names(&oggetto.nome);
            if !noted && !is_young(oggetto.scritto, controllo.opzioni.now, SignedDuration::from_hours(24)) {
                controllo.add(vec![Difetto::new(Legge::OggettoRiferito, &oggetto.nome)]);
            }
        }
        next = page.dopo;
        if next.is_none() {
            return Ok(());
        }
    }
}

fn is_young(written: Option<Timestamp>, now: Timestamp, life: SignedDuration) -> bool {
    written.is_some_and(|written| now.duration_since(written) < life)
}
