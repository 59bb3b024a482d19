use cassetto_api::deleghe::{ListQuesitiDelegati, VistaDelegati};
use cassetto_api::modello::{Pagina, QuesitoVoce};
use cassetto_domain::stato::Stato;
use cassetto_runtime::vista::Vista;
use cassetto_runtime::{Campi, Failure, Intermediario, Kit, Reply, Richiesta, limit};
use cassetto_store::VistaDelegato;

pub async fn handle(
    kit: &Kit,
    caller: Intermediario,
    richiesta: Richiesta<ListQuesitiDelegati>,
) -> Result<Reply<Pagina<QuesitoVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let vista = match query.vista {
        VistaDelegati::ToccaATe => VistaDelegato::Tocca,
        VistaDelegati::DaLeggere => VistaDelegato::DaLeggere,
        VistaDelegati::Aperte => VistaDelegato::Stato(Stato::Aperta),
        VistaDelegati::InCarico => VistaDelegato::Stato(Stato::InCarico),
        VistaDelegati::Chiuse => VistaDelegato::Stato(Stato::Chiusa),
    };
    let pagina = kit.store.list_quesiti_delegati(caller.persona, vista, query.cursor.as_deref(), limit, kit.clock.now()).await?;
    Ok(Vista::Delegato.pagina(&pagina).into())
}
