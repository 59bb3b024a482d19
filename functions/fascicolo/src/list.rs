use cassetto_api::fascicolo::ListCoda;
use cassetto_api::modello::{Pagina, QuesitoVoce};
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta, limit};
use cassetto_store::FiltroCoda;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ListCoda>) -> Result<Reply<Pagina<QuesitoVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let filtro = FiltroCoda { categoria: query.categoria.filter(|text| !text.is_empty()), operatore: query.miei.then_some(caller.persona) };
    let pagina = kit.store.list_coda(caller.sede, query.stato.into(), &filtro, query.cursor.as_deref(), limit).await?;
    Ok(Vista::Ufficio.pagina(&pagina).into())
}
