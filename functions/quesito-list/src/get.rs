use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::quesiti::GetQuesito;
use cassetto_domain::stato::Stato;
use cassetto_runtime::accesso::{self, Diritto};
use cassetto_runtime::vista::{self, Vista};
use cassetto_runtime::{Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::{Parte, Quesito};

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetQuesito>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let (thread, vista) = accesso::thread(kit, &caller, richiesta.path.id, Diritto::Legge).await?;
    let mut dettaglio = vista.dettaglio(&thread);
    if vista != Vista::Ufficio && awaits_an_answer(&thread.quesito) {
        let Quesito { sede, gestione, categoria, .. } = &thread.quesito;
        let percentili = kit.store.di_solito(*sede, *gestione, categoria, kit.clock.now()).await?;
        dettaglio.di_solito = percentili.map(vista::di_solito);
    }
    Ok(dettaglio.into())
}

fn awaits_an_answer(quesito: &Quesito) -> bool {
    quesito.origine == Parte::Cittadino && quesito.stato != Stato::Chiusa
}
