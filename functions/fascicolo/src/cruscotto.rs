//! The figures of a sede, for who answers for it: as a page shows them, and as a table.

mod csv;
mod figure;

use cassetto_api::endpoint::Documento;
use cassetto_api::fascicolo::{Cruscotto, GetCruscotto, GetCruscottoCsv};
use cassetto_domain::calendario;
use cassetto_runtime::{Failure, Kit, Reply, Responsabile, Richiesta};

pub async fn handle(kit: &Kit, caller: Responsabile, _: Richiesta<GetCruscotto>) -> Result<Reply<Cruscotto>, Failure> {
    Ok(read(kit, &caller).await?.into())
}

pub async fn handle_csv(kit: &Kit, caller: Responsabile, _: Richiesta<GetCruscottoCsv>) -> Result<Documento, Failure> {
    let nome = format!("cruscotto-{}-{}.csv", caller.sede, calendario::oggi(kit.clock.now()));
    Ok(Documento { nome, contenuto: csv::write(&read(kit, &caller).await?).into_bytes() })
}

/// The counters are one Query, the load one for each queue: nothing grows with what was ever sent.
async fn read(kit: &Kit, caller: &Responsabile) -> Result<Cruscotto, Failure> {
    let carico = kit.store.carico(caller.sede).await?;
    let statistiche = kit.store.statistiche(caller.sede).await?;
    Ok(figure::of(caller.sede, &carico, &statistiche, kit.clock.now()))
}
