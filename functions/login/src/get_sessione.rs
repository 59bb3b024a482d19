use std::future::{Ready, ready};

use cassetto_api::problema::Tipo;
use cassetto_api::sessione::{GetSessione, Sessione};
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::{NuovaSessione, SessioneAttiva};

use crate::sessione::describe;

/// The session was read to admit the caller: nothing else is.
pub fn handle(_: &Kit, _: Chiunque, richiesta: Richiesta<GetSessione>) -> Ready<Result<Reply<Sessione>, Failure>> {
    ready(tell(richiesta.sessione))
}

fn tell(sessione: Option<SessioneAttiva>) -> Result<Reply<Sessione>, Failure> {
    let SessioneAttiva { persona, ruolo, nome, sede, scade, .. } = sessione.ok_or(Tipo::SessioneAssente)?;
    Ok(describe(NuovaSessione { persona, ruolo, nome, sede }, scade).into())
}
