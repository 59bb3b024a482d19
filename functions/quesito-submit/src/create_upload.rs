use cassetto_api::allegati::{CreateUpload, UploadPreparato};
use cassetto_api::motivo::Motivo;
use cassetto_domain::allegato::{TipoFile, check_set};
use cassetto_domain::id::AllegatoId;
use cassetto_domain::profilo;
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::NomeFile;
use cassetto_runtime::vista::istante;
use cassetto_runtime::{Campi, Chiunque, Failure, Kit, Reply, Richiesta};
use cassetto_store::casuale;

/// The document's place belongs to who asks: nobody else's message can name it.
pub async fn handle(kit: &Kit, caller: Chiunque, richiesta: Richiesta<CreateUpload>) -> Result<Reply<UploadPreparato>, Failure> {
    let body = richiesta.body;
    let limiti = &profilo::corrente(body.gestione.into()).allegati;
    let mut campi = Campi::new();
    campi.check("nome", NomeFile::parse(&body.nome));
    campi.check("dimensione", check_set(limiti, &[body.dimensione]));
    let tipo = TipoFile::from_mime(&body.tipo).filter(|tipo| limiti.tipi.contains(tipo));
    let tipo = campi.check("tipo", tipo.ok_or(Motivo::TipoNonAmmesso));
    let sha256 = campi.check("sha256", body.sha256.parse::<Sha256>());
    campi.finish()?;
    let (Some(tipo), Some(sha256)) = (tipo, sha256) else { return Err(Failure::campi(Vec::new())) };
    let id = casuale::id(AllegatoId::from_bytes)?;
    let upload = kit.store.presign_upload(caller.persona(), id, tipo, body.dimensione, &sha256, kit.clock.now()).await?;
    Ok(UploadPreparato { id, url: upload.url, headers: upload.headers, scade: istante(upload.scade) }.into())
}
