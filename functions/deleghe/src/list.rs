use cassetto_api::deleghe::{DelegaVoce, GruppoDeleghe as Gruppo, ListDeleghe};
use cassetto_api::modello::Pagina;
use cassetto_domain::calendario::oggi;
use cassetto_domain::delega::Lato;
use cassetto_runtime::{Campi, Cittadino, Failure, Kit, Reply, Richiesta, limit};
use cassetto_store::GruppoDeleghe;

use crate::scope;
use crate::voce::voce;

/// An employer's are few and come all at once; an intermediary's page is one Query, whatever their number.
pub async fn handle(kit: &Kit, caller: Cittadino, richiesta: Richiesta<ListDeleghe>) -> Result<Reply<Pagina<DelegaVoce>>, Failure> {
    let query = richiesta.query;
    let mut campi = Campi::new();
    let limit = limit::parse(&mut campi, query.limit);
    campi.finish()?;
    let gruppo = match query.gruppo {
        Gruppo::Richieste => GruppoDeleghe::Richieste,
        Gruppo::Attive => GruppoDeleghe::Attive,
        Gruppo::Concluse => GruppoDeleghe::Concluse,
    };
    let (deleghe, cursor) = match scope::caller(&caller) {
        (datore, Lato::Datore) => (kit.store.deleghe_del_datore(datore, gruppo, oggi(kit.clock.now())).await?, None),
        (intermediario, Lato::Intermediario) => {
            let pagina = kit.store.deleghe_dell_intermediario(intermediario, gruppo, query.cursor.as_deref(), limit).await?;
            (pagina.voci, pagina.cursor)
        }
    };
    Ok(Pagina { voci: deleghe.iter().map(|delega| voce(kit, delega)).collect(), cursor }.into())
}
