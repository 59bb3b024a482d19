//! The daily registers of the operator's own sede.

use cassetto_api::allegati::Scarico;
use cassetto_api::fascicolo::{GetRegistro, ListRegistri, RegistroVoce};
use cassetto_api::modello::Pagina;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_prove::registro::nome_file;
use cassetto_runtime::vista::{giorno, istante};
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, limit};
use cassetto_store::{RegistroProdotto, StoreError};
use jiff::civil::Date;

pub async fn list(kit: &Kit, caller: Operatore, richiesta: Richiesta<ListRegistri>) -> Result<Reply<Pagina<RegistroVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let pagina = kit.store.list_registri(caller.sede, query.cursor.as_deref(), limit).await?;
    Ok(Pagina { voci: pagina.voci.iter().map(voce).collect(), cursor: pagina.cursor }.into())
}

pub async fn get(kit: &Kit, caller: Operatore, richiesta: Richiesta<GetRegistro>) -> Result<Reply<Scarico>, Failure> {
    let data: Date = richiesta.path.data.0.parse().map_err(|_| Failure::campo("data", Motivo::DataNonValida))?;
    // Known by its row: a document without one is about to be finished.
    kit.store.registro(caller.sede, data).await?.ok_or(Tipo::NonTrovato)?;
    let documento = match kit.store.read_registro(caller.sede, data).await {
        Err(StoreError::Assente) => return Err(Failure::internal("a register that was noted is not kept")),
        other => other?,
    };
    let link = kit.store.put_copia_registro(documento, &nome_file(caller.sede, data), kit.clock.now()).await?;
    Ok(Scarico { url: link.url, scade: istante(link.scade) }.into())
}

fn voce(registro: &RegistroProdotto) -> RegistroVoce {
    RegistroVoce {
        data: giorno(registro.data),
        prima: registro.numeri.map(|(prima, _)| prima.to_string()),
        ultima: registro.numeri.map(|(_, ultima)| ultima.to_string()),
        registrazioni: registro.quante,
        sha256: registro.sha256,
        dimensione: registro.dimensione,
        prodotto: istante(registro.prodotto),
    }
}
