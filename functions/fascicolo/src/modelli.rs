use cassetto_api::fascicolo::{ListModelli, ModelloVoce};
use cassetto_api::modello::Pagina;
use cassetto_domain::gestione::Gestione;
use cassetto_domain::modello_risposta::{self, Valori};
use cassetto_runtime::vista::sede_voce;
use cassetto_runtime::{Failure, Kit, Operatore, Reply, Richiesta};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<ListModelli>) -> Result<Reply<Pagina<ModelloVoce>>, Failure> {
    let quesito = scope::header(kit, &caller, richiesta.path.id).await?;
    let (protocollo, sede) = (quesito.protocollo.to_string(), sede_voce(quesito.sede).nome);
    let valori = Valori {
        nome: &quesito.nome_datore,
        protocollo: &protocollo,
        oggetto: quesito.oggetto.as_str(),
        lavoratore: &quesito.lavoratore,
        rapporto: quesito.rapporto.as_str(),
        termine: quesito.termine,
        sede: &sede,
    };
    let categoria = (quesito.gestione == Gestione::LavoroDomestico).then_some(quesito.categoria.as_str());
    let modelli = modello_risposta::corrente().voci.iter().filter(|modello| modello.is_for(categoria));
    let voci = modelli.map(|modello| ModelloVoce {
        codice: modello.codice.clone(),
        titolo: modello.titolo.clone(),
        testo: modello.compila(&valori),
    });
    Ok(Pagina { voci: voci.collect(), cursor: None }.into())
}
