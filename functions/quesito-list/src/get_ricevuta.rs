use cassetto_api::endpoint::Documento;
use cassetto_api::problema::Tipo;
use cassetto_api::quesiti::GetRicevuta;
use cassetto_documenti::{Ricevuta, Soggetto, TestoRegistrato, ricevuta};
use cassetto_domain::calendario::data_ora;
use cassetto_domain::categoria;
use cassetto_domain::sede;
use cassetto_domain::sha256::Sha256;
use cassetto_runtime::{Chiunque, Failure, Kit, Richiesta};
use cassetto_store::{Contenuto, Persona, Thread};
use sha2::Digest;

use crate::scope;

pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<GetRicevuta>) -> Result<Documento, Failure> {
    let (thread, _) = scope::thread(kit, &caller, richiesta.path.id).await?;
    let persona = kit.store.persona(thread.quesito.datore).await?.ok_or(Tipo::NonTrovato)?;
    let dati = describe(&thread, persona).ok_or_else(|| Failure::internal("the thread has no first message"))?;
    Ok(Documento {
        nome: format!("ricevuta-{}.pdf", thread.quesito.protocollo.numero),
        contenuto: ricevuta(&dati).map_err(Failure::internal)?,
    })
}

/// The receipt of the first message: what was presented.
fn describe(thread: &Thread, persona: Persona) -> Option<Ricevuta> {
    let quesito = &thread.quesito;
    let first = thread.voci.first()?;
    let Contenuto::Messaggio { testo, allegati, .. } = &first.contenuto else { return None };
    let sede = sede::find(&quesito.protocollo.sede);
    let categorie = categoria::versione(quesito.versione_categorie);
    let categoria = categorie.and_then(|categorie| categorie.find(&quesito.categoria));
    Some(Ricevuta {
        protocollo: quesito.protocollo,
        presentata: data_ora(first.quando),
        nome_sede: sede.map(|sede| sede.nome.clone()).unwrap_or_default(),
        indirizzo_sede: sede.map(|sede| sede.indirizzo.clone()).unwrap_or_default(),
        mittente: Soggetto { nome: persona.nome_e_cognome(), codice_fiscale: persona.codice_fiscale },
        delegato: None,
        rapporto: quesito.rapporto.clone(),
        lavoratore: quesito.lavoratore.clone(),
        categoria: categoria.map_or_else(|| quesito.categoria.clone(), |categoria| categoria.nome.it.clone()),
        oggetto: quesito.oggetto.clone(),
        termine: quesito.termine,
        testo: TestoRegistrato {
            dimensione: u64::try_from(testo.as_str().len()).unwrap_or(u64::MAX),
            sha256: Sha256(sha2::Sha256::digest(testo.as_str()).into()),
        },
        allegati: allegati.clone(),
    })
}
