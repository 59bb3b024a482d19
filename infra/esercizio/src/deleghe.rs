//! An employer has one active delega at most; pointer, grant and both sides' rows say the same of it.

use cassetto_domain::delega::StatoDelega;
use cassetto_domain::id::{DelegaId, PersonaId};
use cassetto_store::ispezione::AttivaVista;
use cassetto_store::{Concessione, Delega, StoreError};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};

/// A delega as its employer has it.
pub(crate) async fn delega(controllo: &Controllo<'_>, delega: &Delega) -> Result<(), StoreError> {
    let (datore, id) = (delega.datore.id, delega.id);
    let check = async || {
        controllo.passo().await;
        let Some(delega) = controllo.store.delega(datore, id).await? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        controllo.passo().await;
        if !controllo.store.delega_in_copia(&delega).await? {
            found.push(Difetto::new(Legge::DelegaInCopia, id));
        }
        if delega.stato == StatoDelega::Attiva {
            controllo.passo().await;
            let attiva = controllo.store.delega_attiva(datore).await?;
            if attiva != Some(AttivaVista { datore, delega: id, intermediario: delega.intermediario.id }) {
                found.push(Difetto::new(Legge::DelegaAttiva, id));
            }
        }
        Ok(found)
    };
    controllo.giudica(&id.to_string(), check).await
}

/// A row of the intermediary's has one of the employer's.
pub(crate) async fn listed(controllo: &Controllo<'_>, datore: PersonaId, id: DelegaId) -> Result<(), StoreError> {
    let check = async || {
        controllo.passo().await;
        let there = match controllo.store.delega(datore, id).await? {
            Some(delega) => controllo.store.delega_in_copia(&delega).await?,
            None => false,
        };
        Ok(if there { Vec::new() } else { vec![Difetto::new(Legge::DelegaInCopia, id)] })
    };
    controllo.giudica(&id.to_string(), check).await
}

/// What the pointer names is active, and is granted.
pub(crate) async fn pointer(controllo: &Controllo<'_>, attiva: &AttivaVista) -> Result<(), StoreError> {
    let datore = attiva.datore;
    let check = async || {
        controllo.passo().await;
        let Some(attiva) = controllo.store.delega_attiva(datore).await? else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        controllo.passo().await;
        let delega = controllo.store.delega(datore, attiva.delega).await?;
        if delega.is_none_or(|delega| delega.stato != StatoDelega::Attiva || delega.intermediario.id != attiva.intermediario) {
            found.push(Difetto::new(Legge::DelegaAttiva, attiva.delega));
        }
        controllo.passo().await;
        let granted = controllo.store.concessione_scritta(attiva.intermediario, datore).await?;
        if granted.is_none_or(|granted| granted.delega != attiva.delega) {
            found.push(Difetto::new(Legge::Concessione, attiva.delega));
        }
        Ok(found)
    };
    controllo.giudica(&attiva.delega.to_string(), check).await
}

/// What is granted is what the employer's pointer names.
pub(crate) async fn grant(controllo: &Controllo<'_>, intermediario: PersonaId, granted: &Concessione) -> Result<(), StoreError> {
    let datore = granted.datore;
    let check = async || {
        controllo.passo().await;
        let Some(granted) = controllo.store.concessione_scritta(intermediario, datore).await? else { return Ok(Vec::new()) };
        controllo.passo().await;
        let attiva = controllo.store.delega_attiva(datore).await?;
        let holds = attiva == Some(AttivaVista { datore, delega: granted.delega, intermediario });
        Ok(if holds { Vec::new() } else { vec![Difetto::new(Legge::Concessione, granted.delega)] })
    };
    controllo.giudica(&granted.delega.to_string(), check).await
}
