//! Takes the documents of a message in: what was declared, what arrived, and what it really is.

use cassetto_allegati::{Rifiuto, inspect};
use cassetto_api::motivo::Motivo;
use cassetto_api::quesiti::AllegatoInviato;
use cassetto_domain::allegato::{Allegato, AllegatoError, TipoFile, check_set};
use cassetto_domain::id::{AllegatoId, PersonaId};
use cassetto_domain::profilo::Profilo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::NomeFile;
use cassetto_store::{Pendente, Store, StoreError};
use sha2::Digest;

use crate::{Campi, Failure};

/// The documents that a body declares; what is wrong with them is noted in `campi`. Whether a gestione takes so many, so large, is
/// [`fits`].
pub fn parse(campi: &mut Campi, inviati: &[AllegatoInviato]) -> Vec<Allegato> {
    let mut allegati: Vec<Allegato> = Vec::with_capacity(inviati.len());
    for (indice, inviato) in inviati.iter().enumerate() {
        let campo = campo(indice);
        let nome = campi.check(&campo, NomeFile::parse(&inviato.nome));
        let tipo = campi.check(&campo, TipoFile::from_mime(&inviato.tipo).ok_or(Motivo::TipoNonAmmesso));
        let sha256 = campi.check(&campo, inviato.sha256.parse::<Sha256>());
        if allegati.iter().any(|other| other.id == inviato.id || Some(other.sha256) == sha256) {
            campi.push(&campo, Motivo::AllegatoRipetuto);
        }
        if let (Some(nome), Some(tipo), Some(sha256)) = (nome, tipo, sha256) {
            allegati.push(Allegato { id: inviato.id, caricato: inviato.id, nome, tipo, dimensione: inviato.dimensione, sha256 });
        }
    }
    allegati
}

/// Whether a message of the profile's gestione may carry documents of these sizes, in bytes.
pub fn fits(campi: &mut Campi, profilo: &Profilo, dimensioni: impl IntoIterator<Item = u64>) {
    let dimensioni: Vec<u64> = dimensioni.into_iter().collect();
    match check_set(&profilo.allegati, &dimensioni) {
        Ok(()) => {}
        Err(error @ (AllegatoError::Vuoto { indice } | AllegatoError::TroppoGrande { indice })) => campi.push(&campo(indice), error),
        Err(error) => campi.push("allegati", error),
    }
}

/// Checks each uploaded document and keeps it for the message that `chiave` sends, the way that its gestione keeps them; gives them as they
/// are kept. Documents kept by a message that then fails stay unreferenced and harmless: the same names serve the retry.
///
/// # Errors
/// A problem that names each document at fault; nothing is kept then.
pub async fn accept(
    store: &Store,
    persona: PersonaId,
    chiave: &str,
    profilo: &Profilo,
    allegati: &[Allegato],
) -> Result<Vec<Allegato>, Failure> {
    let mut campi = Campi::new();
    fits(&mut campi, profilo, allegati.iter().map(|allegato| allegato.dimensione));
    for (indice, allegato) in allegati.iter().enumerate() {
        if !profilo.allegati.tipi.contains(&allegato.tipo) {
            campi.push(&campo(indice), Motivo::TipoNonAmmesso);
        }
    }
    campi.finish()?;
    let mut campi = Campi::new();
    let mut good = Vec::with_capacity(allegati.len());
    for (indice, allegato) in allegati.iter().enumerate() {
        if let Some(pendente) = campi.check(&campo(indice), check(store, persona, allegato).await?) {
            good.push((Allegato { id: of_message(persona, chiave, allegato.caricato), ..allegato.clone() }, pendente));
        }
    }
    campi.finish()?;
    for (indice, (allegato, pendente)) in good.iter().enumerate() {
        match store.keep(persona, allegato, pendente, profilo.conservazione).await {
            Err(StoreError::Assente) => return Err(Failure::campo(&campo(indice), Motivo::AllegatoScaduto)),
            other => other?,
        }
    }
    Ok(good.into_iter().map(|(allegato, _)| allegato).collect())
}

/// An upload may go with more than one message, of a draft on two devices for instance: each message keeps a document of its own, or
/// redacting one would take the other's away.
fn of_message(persona: PersonaId, chiave: &str, caricato: AllegatoId) -> AllegatoId {
    let digest = sha2::Sha256::new().chain_update(persona.as_bytes()).chain_update(caricato.as_bytes()).chain_update(chiave);
    let mut id = [0; 16];
    id.copy_from_slice(&digest.finalize()[..16]);
    AllegatoId::from_bytes(id)
}

async fn check(store: &Store, persona: PersonaId, allegato: &Allegato) -> Result<Result<Pendente, Motivo>, Failure> {
    let Some(pendente) = store.read_pending(persona, allegato.caricato, allegato.dimensione).await? else {
        return Ok(Err(Motivo::AllegatoScaduto));
    };
    let bytes = &pendente.bytes;
    if u64::try_from(bytes.len()) != Ok(allegato.dimensione) || Sha256(sha2::Sha256::digest(bytes).into()) != allegato.sha256 {
        return Ok(Err(Motivo::AllegatoDiverso));
    }
    Ok(inspect(bytes, allegato.tipo).map_err(|rifiuto| reason(&rifiuto)).map(|_| pendente))
}

fn campo(indice: usize) -> String {
    format!("allegati[{indice}]")
}

fn reason(rifiuto: &Rifiuto) -> Motivo {
    match rifiuto {
        Rifiuto::Vuoto => Motivo::AllegatoVuoto,
        Rifiuto::TroppoGrande => Motivo::AllegatiTroppoGrandi,
        Rifiuto::AltroTipo => Motivo::TipoNonAmmesso,
        Rifiuto::Heic => Motivo::FotoHeic,
        Rifiuto::BigTiff | Rifiuto::NonSupportato { .. } => Motivo::FileNonSupportato,
        Rifiuto::TipoDiverso { .. } => Motivo::TipoDiverso,
        Rifiuto::Troncato => Motivo::FileTroncato,
        Rifiuto::DatiInCoda => Motivo::DatiInCoda,
        Rifiuto::Poliglotta => Motivo::FileAmbiguo,
        Rifiuto::Bomba | Rifiuto::DimensioniEccessive => Motivo::FileTroppoEspanso,
        Rifiuto::Cifrato => Motivo::PdfCifrato,
        Rifiuto::ContenutoAttivo { .. } => Motivo::PdfAttivo,
        Rifiuto::Danneggiato { .. } => Motivo::FileDanneggiato,
    }
}
