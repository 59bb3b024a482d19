//! The outbox is complete: what is to be sent has its ticket, and a ticket has what it sends.

use cassetto_domain::consegna::StatoConsegna;
use cassetto_store::{Avviso, Biglietto, GenereBiglietto, StoreError};

use crate::controllo::Controllo;
use crate::legge::{Difetto, Legge};

/// A notice with something to send has a ticket; one whose e-mail is in a summary has the summary's.
pub(crate) async fn notice(controllo: &Controllo<'_>, avviso: &Avviso) -> Result<(), StoreError> {
    let (persona, creato, id) = (avviso.persona, avviso.creato, avviso.id);
    let waiting = |avviso: &Avviso| avviso.consegne.iter().any(|consegna| consegna.stato == StatoConsegna::InCoda);
    if !waiting(avviso) {
        return Ok(());
    }
    let check = async || {
        controllo.passo().await;
        let Some(avviso) = controllo.store.avviso_scritto(persona, creato, id).await? else { return Ok(Vec::new()) };
        let mut tickets: Vec<_> = avviso.in_coda().map(|_| avviso.id).take(1).collect();
        let in_summary = avviso.consegne.iter().filter(|consegna| consegna.stato == StatoConsegna::InCoda);
        tickets.extend(in_summary.filter_map(|consegna| consegna.riepilogo));
        let mut found = Vec::new();
        for ticket in tickets {
            controllo.passo().await;
            if controllo.store.biglietto(ticket).await?.is_none() {
                found.push(Difetto::new(Legge::BigliettoDiAvviso, avviso.id));
            }
        }
        Ok(found)
    };
    controllo.giudica(&id.to_string(), check).await
}

/// A ticket of a notice has its notice. One of a summary may find nothing left: it goes by itself.
pub(crate) async fn ticket(controllo: &Controllo<'_>, biglietto: &Biglietto) -> Result<(), StoreError> {
    if biglietto.genere != GenereBiglietto::Avviso {
        return Ok(());
    }
    let check = async || {
        controllo.passo().await;
        let Some(biglietto) = controllo.store.biglietto(biglietto.id).await? else { return Ok(Vec::new()) };
        controllo.passo().await;
        let there = controllo.store.avviso(&biglietto).await?.is_some();
        Ok(if there { Vec::new() } else { vec![Difetto::new(Legge::AvvisoDiBiglietto, biglietto.id)] })
    };
    controllo.giudica(&biglietto.id.to_string(), check).await
}
