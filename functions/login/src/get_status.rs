use cassetto_api::stato_servizio::{GetStatus, StatoServizio};
use cassetto_runtime::{Anonimo, Failure, Kit, Reply, Richiesta};

pub async fn handle(kit: &Kit, _: Anonimo, _: Richiesta<GetStatus>) -> Result<Reply<StatoServizio>, Failure> {
    kit.store.status().await?;
    Ok(StatoServizio { status: 200, title: "OK".to_owned(), versione: kit.config.release.clone() }.into())
}
