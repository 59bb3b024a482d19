use cassetto_api::datori::{DatoreVoce, ListDatori};
use cassetto_api::modello::Pagina;
use cassetto_runtime::{Campi, Failure, Intermediario, Kit, Reply, Richiesta, limit};

pub async fn handle(kit: &Kit, caller: Intermediario, richiesta: Richiesta<ListDatori>) -> Result<Reply<Pagina<DatoreVoce>>, Failure> {
    let query = richiesta.body;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let cognome = query.cognome.as_deref().map(str::trim).filter(|text| !text.is_empty());
    let pagina = kit.store.list_deleghe(caller.persona, cognome, query.cursor.as_deref(), limit).await?;
    let voci = pagina.voci.into_iter().map(|delega| DatoreVoce {
        id: delega.datore,
        nome: delega.nome,
        codice_fiscale: last_four(delega.codice_fiscale.as_str()),
    });
    Ok(Pagina { voci: voci.collect(), cursor: pagina.cursor }.into())
}

/// Enough to tell two people of the same name apart.
fn last_four(codice_fiscale: &str) -> String {
    codice_fiscale.get(codice_fiscale.len().saturating_sub(4)..).unwrap_or_default().to_owned()
}
