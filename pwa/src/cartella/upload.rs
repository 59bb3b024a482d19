//! Sending one document: its SHA-256, the address for it, the bytes with their progress. An area of its own, which comes with the first
//! that is sent.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::pin::Pin;

use cassetto_api::allegati::{CreateUpload, NuovoAllegato};
use cassetto_api::endpoint::Nulla;
use cassetto_api::motivo::Motivo;
use cassetto_domain::allegato::TipoFile;
use cassetto_domain::gestione::Gestione;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::Cartella;
use super::documento::{Caricato, Documento, FaseFile};
use crate::api::Errore;
use crate::aree::{Pagina, brought};
use crate::browser;
use crate::i18n::{self, K};
use crate::vista::prelude::*;

type Invio = fn(Cartella, Gestione, Documento) -> Pin<Box<dyn Future<Output = FaseFile>>>;

thread_local! {
    /// Once the area is here.
    static INVIO: Cell<Option<Invio>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronto() -> Nodo {
    INVIO.set(Some(|cartella, gestione, documento| Box::pin(outcome(cartella, gestione, documento))));
    ().nodo()
}

/// Sends it, once the area has come, and leaves the outcome in its phase. The page of the document may go meanwhile.
pub(super) async fn run(cartella: Cartella, gestione: Gestione, documento: &Documento) {
    documento.fase.set(FaseFile::Preparo);
    let fase = match brought(&INVIO, Pagina::Carico).await {
        Some(outcome) => outcome(cartella, gestione, documento.clone()).await,
        None => FaseFile::Fallito(Errore::Rete),
    };
    if documento.fase.get_untracked() != FaseFile::Annullato {
        documento.fase.set(fase);
    }
}

async fn outcome(cartella: Cartella, gestione: Gestione, documento: Documento) -> FaseFile {
    if documento.fase.get_untracked() == FaseFile::Annullato {
        return FaseFile::Annullato;
    }
    match send(cartella, gestione, &documento).await {
        Ok(fase) => fase,
        Err(errore) => match errore.campi().first() {
            Some(campo) => FaseFile::Rifiutato(i18n::motivo(campo.motivo)),
            None => FaseFile::Fallito(errore),
        },
    }
}

async fn send(cartella: Cartella, gestione: Gestione, documento: &Documento) -> Result<FaseFile, Errore> {
    let Some(file) = &documento.file else {
        return Ok(FaseFile::Rifiutato(i18n::motivo(Motivo::AllegatoScaduto)));
    };
    let Some((bytes, sha256)) = read(file).await else {
        return Ok(FaseFile::Rifiutato(i18n::motivo(Motivo::ImprontaNonValida)));
    };
    // A name proves nothing: the office would refuse it only when everything is written.
    if !documento.tipo.is_begun_by(&bytes) {
        return Ok(FaseFile::Rifiutato(match documento.tipo {
            TipoFile::Pdf => i18n::t(K::AllegatiNonPdf),
            TipoFile::Jpeg | TipoFile::Png | TipoFile::Tiff => i18n::motivo(Motivo::TipoDiverso),
        }));
    }
    documento.impronta.set_value(Some(sha256.clone()));
    if cartella.has_twin(documento.n, &sha256) {
        return Ok(FaseFile::Rifiutato(i18n::motivo(Motivo::AllegatoRipetuto)));
    }
    let nuovo = NuovoAllegato {
        nome: documento.nome.clone(),
        tipo: documento.tipo.mime().to_owned(),
        dimensione: documento.dimensione,
        sha256: sha256.clone(),
        gestione: gestione.into(),
    };
    let upload = cartella.client.post::<CreateUpload>(&Nulla {}, &nuovo, None).await?;
    if documento.fase.get_untracked() == FaseFile::Annullato {
        return Ok(FaseFile::Annullato);
    }
    documento.fase.set(FaseFile::Invio(0));
    put(documento, file, &upload.url, &upload.headers).await?;
    Ok(FaseFile::Caricato(Caricato { id: upload.id, sha256, quando: browser::now() }))
}

/// How it begins, and its SHA-256.
async fn read(file: &Blob) -> Option<(Vec<u8>, String)> {
    let bytes = JsFuture::from(file.array_buffer()).await.ok()?;
    let subtle = window().crypto().ok()?.subtle();
    let digest = subtle.digest_with_str_and_buffer_source("SHA-256", bytes.unchecked_ref::<js_sys::Object>()).ok()?;
    let digest = JsFuture::from(digest).await.ok()?;
    let begins = js_sys::Uint8Array::new(&bytes).subarray(0, 8).to_vec();
    Some((begins, browser::hex(&js_sys::Uint8Array::new(&digest).to_vec())))
}

async fn put(documento: &Documento, file: &Blob, url: &str, headers: &BTreeMap<String, String>) -> Result<(), Errore> {
    let request = XmlHttpRequest::new().map_err(|_| Errore::Rete)?;
    request.open_with_async("PUT", url, true).map_err(|_| Errore::Incomprensibile)?;
    for (name, value) in headers {
        let _ = request.set_request_header(name, value);
    }
    let fase = documento.fase.clone();
    let progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        if event.length_computable() && event.total() > 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "per cent")]
            let percent = (event.loaded() / event.total() * 100.0).clamp(0.0, 100.0) as u8;
            fase.set(FaseFile::Invio(percent));
        }
    });
    if let Ok(upload) = request.upload() {
        upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    }
    let sent = request.clone();
    documento.request.set_value(Some(request));
    let ended = js_sys::Promise::new(&mut |resolve, _| {
        sent.set_onloadend(Some(&resolve));
    });
    let outcome = match sent.send_with_opt_blob(Some(file)) {
        Ok(()) => JsFuture::from(ended).await.map(drop),
        Err(error) => Err::<(), JsValue>(error),
    };
    documento.request.set_value(None);
    // Status zero is the browser's word for "no answer".
    match (outcome, sent.status()) {
        (Ok(()), Ok(status)) if is_success(status) => Ok(()),
        (_, Ok(0) | Err(_)) | (Err(_), _) => Err(Errore::Rete),
        _ => Err(Errore::Incomprensibile),
    }
}

/// The object store has no type of ours for its answers.
const fn is_success(status: u16) -> bool {
    status / 100 == 2
}
