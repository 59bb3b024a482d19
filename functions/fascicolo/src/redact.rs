//! Redaction: the tombstone first, then the bytes. The same request again finds the tombstone and goes on with the bytes.

use cassetto_api::fascicolo::RedactVoce;
use cassetto_api::modello::QuesitoDettaglio;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Tipo;
use cassetto_domain::id::PersonaId;
use cassetto_domain::testo::Commento;
use cassetto_runtime::{Campi, Failure, Kit, Operatore, Reply, Richiesta};
use cassetto_store::{Annotazione, Messaggio, TestoVoce, Thread};

use crate::scope;

pub async fn handle(kit: &Kit, caller: Operatore, richiesta: Richiesta<RedactVoce>) -> Result<Reply<QuesitoDettaglio>, Failure> {
    let body = richiesta.body;
    let mut campi = Campi::new();
    let motivo = campi.check("motivo", Commento::parse(&body.motivo));
    let Some(motivo) = motivo else { return Err(campi.into_failure()) };
    let thread = scope::thread(kit, &caller, richiesta.path.id).await?;
    if thread.quesito.versione != body.versione {
        return Err(Tipo::VersioneSuperata.into());
    }
    let messaggio = scope::message_of(&thread, body.voce)?;
    let nota = Annotazione { chi: scope::record(caller), quando: kit.clock.now(), motivo };
    match body.allegato {
        None => {
            if let TestoVoce::Intero(_) = &messaggio.testo {
                kit.store.redact_testo(&thread.quesito, body.voce, messaggio.testo.sha256(), &nota).await?;
            }
        }
        Some(id) => {
            let found = messaggio.allegati.iter().enumerate().find(|(_, documento)| documento.allegato.id == id);
            let (indice, documento) = found.ok_or_else(|| Failure::campo("allegato", Motivo::VoceSconosciuta))?;
            if documento.oscurato.is_none() {
                kit.store.redact_allegato(&thread.quesito, body.voce, indice, documento, &nota).await?;
            }
            kit.store.purge_allegato(id, documento.allegato.caricato, &authors(&thread, messaggio)).await?;
        }
    }
    kit.store.purge_archivi(thread.quesito.datore).await?;
    scope::show(kit, thread.quesito.id).await
}

/// Who may have uploaded the documents of a message.
fn authors(thread: &Thread, messaggio: &Messaggio) -> Vec<PersonaId> {
    let operatore = messaggio.operatore.as_ref().map(|operatore| operatore.id);
    let delegato = messaggio.delegato.as_ref().map(|delegato| delegato.id);
    [Some(thread.quesito.datore), operatore, delegato].into_iter().flatten().collect()
}
