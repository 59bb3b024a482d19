use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::quesiti::GetQuesito;
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let (thread, vista) = scope::thread(kit, &caller, richiesta.path.id).await?;
    Ok(vista.dettaglio(&thread).into())
}
