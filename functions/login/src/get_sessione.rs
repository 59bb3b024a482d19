use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{GetSessione, Sessione};
use cassetto_runtime::{Chiunque, Failure, Reply, Richiesta};

use cassetto_store::{NuovaSessione, SessioneAttiva};

use crate::sessione::describe;

pub fn handle(_: Chiunque, richiesta: Richiesta<GetSessione>) -> Result<Reply<Sessione>, Failure> {
    let SessioneAttiva { persona, ruolo, nome, sede, scade, .. } = richiesta.sessione.ok_or(Tipo::SessioneAssente)?;
    Ok(describe(NuovaSessione { persona, ruolo, nome, sede }, scade).into())
}
