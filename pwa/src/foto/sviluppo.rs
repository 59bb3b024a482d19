//! Photographs are made ready here: an area of its own, which comes with the first of them.

use std::cell::Cell;
use std::pin::Pin;

use cassetto_domain::allegato::TipoFile;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, FilePropertyBag};

use super::coda::{Coda, Cosa, Fase, Lavoro, Passo, Pronta, Scheda, count};
use super::lavoratore::{Guasto, Lavoratore};
use super::nome::with_extension;
use super::officina::{Modifica, Officina, Sorgente, size};
use super::pdf;
use super::piano::Spazio;
use crate::aree::{Pagina, brought};
use crate::vista::prelude::*;

type Sviluppo = fn(Coda, Lavoro, Spazio) -> Pin<Box<dyn Future<Output = Result<Pronta, Guasto>>>>;

thread_local! {
    /// Once the area is here.
    static SVILUPPO: Cell<Option<Sviluppo>> = const { Cell::new(None) };
}

/// The area is here.
pub fn pronto() -> Nodo {
    SVILUPPO.set(Some(|coda, lavoro, spazio| Box::pin(async move { develop(coda, &lavoro, spazio).await })));
    ().nodo()
}

/// Has one made ready, once the area has come.
pub(super) async fn make(coda: Coda, lavoro: &Lavoro, spazio: Spazio) -> Result<Pronta, Guasto> {
    let sviluppo = brought(&SVILUPPO, Pagina::Sviluppo).await.ok_or(Guasto::Caduto)?;
    sviluppo(coda, lavoro.clone(), spazio).await
}

async fn develop(coda: Coda, lavoro: &Lavoro, spazio: Spazio) -> Result<Pronta, Guasto> {
    let hold = |lavoratore: &Lavoratore| coda.hold(lavoro.n, lavoratore);
    let tell = |passo: Passo| lavoro.fase.set(Fase::Preparo(passo));
    match &lavoro.cosa {
        Cosa::Foto(sorgente) => photo(sorgente, spazio, hold, tell).await,
        Cosa::Pdf(pagine) => document(&lavoro.nome, pagine, spazio, hold, tell).await,
    }
}

/// One photograph: as it was chosen if nothing need be done to it.
async fn photo(sorgente: &Sorgente, spazio: Spazio, hold: impl Fn(&Lavoratore), tell: impl Fn(Passo)) -> Result<Pronta, Guasto> {
    let Sorgente { nome, file, modifica } = sorgente;
    tell(Passo::Apro);
    let officina = Officina::open(file, hold).await?;
    tell(Passo::Controllo);
    let kept = kind(&officina.tipo).filter(|_| officina.pulita && *modifica == Modifica::default() && size(file) <= spazio.massimo);
    let (blob, tipo, lato) = match kept {
        Some(tipo) => (file.clone(), tipo, None),
        None => {
            tell(Passo::Riduco);
            let immagine = officina.fit(*modifica, spazio).await?;
            (immagine.blob, TipoFile::Jpeg, Some(immagine.larghezza.max(immagine.altezza)))
        }
    };
    let dubbio = officina.doubt(*modifica, lato).await?;
    let anteprima = officina.preview(*modifica).await.ok();
    let nome = if TipoFile::from_nome(nome) == Some(tipo) { nome.clone() } else { with_extension(nome, tipo.estensione()) };
    let ridotta = kept.is_none().then(|| (size(file), size(&blob)));
    let scheda = Scheda { cosa: Cosa::Foto(sorgente.clone()), anteprima, dubbio, ridotta };
    Ok(Pronta { file: named(&blob.into(), &nome, tipo)?, scheda })
}

/// Several photographs as one PDF.
async fn document(
    nome: &str,
    pagine: &[Sorgente],
    spazio: Spazio,
    hold: impl Fn(&Lavoratore),
    tell: impl Fn(Passo),
) -> Result<Pronta, Guasto> {
    let mut made = Vec::new();
    let (mut dubbio, mut anteprima, mut used) = (None, None, pdf::BYTE_PER_PAGINA);
    for (index, Sorgente { file, modifica, .. }) in pagine.iter().enumerate() {
        tell(Passo::Pagina(index + 1, pagine.len()));
        let officina = Officina::open(file, &hold).await?;
        let left = count(pagine.len() - index);
        let share = |total: u64| (total.saturating_sub(used) / left).saturating_sub(pdf::BYTE_PER_PAGINA);
        let immagine = officina.fit(*modifica, Spazio { quota: share(spazio.quota), massimo: share(spazio.massimo) }).await?;
        used += size(&immagine.blob) + pdf::BYTE_PER_PAGINA;
        if dubbio.is_none() {
            dubbio = officina.doubt(*modifica, Some(immagine.larghezza.max(immagine.altezza))).await?;
        }
        if index == 0 {
            anteprima = officina.preview(*modifica).await.ok();
        }
        let buffer = JsFuture::from(immagine.blob.array_buffer()).await.map_err(|_| Guasto::Caduto)?;
        made.push(pdf::Pagina { jpeg: Uint8Array::new(&buffer).to_vec(), larghezza: immagine.larghezza, altezza: immagine.altezza });
    }
    let written = pdf::write(nome, &made);
    let before = pagine.iter().map(|pagina| size(&pagina.file)).sum();
    let ridotta = Some((before, written.len() as u64));
    let scheda = Scheda { cosa: Cosa::Pdf(pagine.to_vec()), anteprima, dubbio, ridotta };
    Ok(Pronta { file: named(&Uint8Array::from(written.as_slice()).into(), nome, TipoFile::Pdf)?, scheda })
}

fn named(content: &JsValue, nome: &str, tipo: TipoFile) -> Result<File, Guasto> {
    let options = FilePropertyBag::new();
    options.set_type(tipo.mime());
    File::new_with_u8_array_sequence_and_options(&Array::of1(content), nome, &options).map_err(|_| Guasto::Caduto)
}

fn kind(tipo: &str) -> Option<TipoFile> {
    match tipo {
        "jpeg" => Some(TipoFile::Jpeg),
        "png" => Some(TipoFile::Png),
        _ => None,
    }
}
