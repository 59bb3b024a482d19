use std::future::{Ready, ready};

use cassetto_api::fascicolo::ListSedi;
use cassetto_api::modello::{Pagina, SedeVoce};
use cassetto_domain::sede;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};

/// The offices are data of the program: nothing is read.
pub fn handle(_: &Kit, caller: Operatore, _: Richiesta<ListSedi>) -> Ready<Result<Reply<Pagina<SedeVoce>>, Failure>> {
    let others = sede::sedi().iter().filter(|sede| sede.codice != caller.sede);
    let mut voci: Vec<_> = others.map(|sede| SedeVoce { codice: sede.codice.to_string(), nome: sede.nome.clone() }).collect();
    voci.sort_by(|one, other| one.nome.cmp(&other.nome));
    ready(Ok(Pagina { voci, cursor: None }.into()))
}
