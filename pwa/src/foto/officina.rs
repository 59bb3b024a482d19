//! Making one photograph ready: opened, looked at, re-encoded until it fits.

use js_sys::{Array, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use super::giudizio::{self, Dubbio, Misure, Soggetto};
use super::lavoratore::{Guasto, Lavoratore, Luogo, number, text};
use super::piano::{Esito, Spazio, Tentativo};
use super::riquadro::Riquadro;

/// Pixels of the largest photograph that is opened: 400 MB while it is decoded. The office takes no more (`MAX_PIXEL`).
const PIXEL: u32 = 100_000_000;

/// The same where the device says that it has 2 GB or less.
const PIXEL_POCA_MEMORIA: u32 = 50_000_000;

/// Long side of the picture beside a file's name, in pixels of a dense screen.
const LATO_ANTEPRIMA: u32 = 240;

/// A photograph as it was chosen, and what is to be done to it.
#[derive(Clone)]
pub struct Sorgente {
    pub nome: String,
    pub file: Blob,
    pub modifica: Modifica,
}

/// What the person wants changed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Modifica {
    /// Quarters to the right.
    pub giro: u8,
    /// Of the photograph once it is turned.
    pub riquadro: Riquadro,
}

impl Default for Modifica {
    fn default() -> Self {
        Self { giro: 0, riquadro: Riquadro::INTERO }
    }
}

impl Modifica {
    /// Turned by one more quarter.
    pub fn turned(self) -> Self {
        Self { giro: (self.giro + 1) % 4, riquadro: self.riquadro.turned() }
    }
}

/// An open photograph.
pub struct Officina {
    lavoratore: Lavoratore,
    pub tipo: String,
    /// Nothing but the picture is in the file.
    pub pulita: bool,
    larghezza: f64,
    altezza: f64,
}

/// A photograph re-encoded.
pub struct Immagine {
    pub blob: Blob,
    pub larghezza: u32,
    pub altezza: u32,
}

impl Officina {
    /// Opens it in a worker, or in the page where that does not go. `hold` gets whatever can be stopped.
    pub async fn open(file: &Blob, hold: impl Fn(&Lavoratore)) -> Result<Self, Guasto> {
        match Self::open_at(Luogo::Lavoratore, file, &hold).await {
            Err(Guasto::NonSiApre | Guasto::SenzaTela | Guasto::Caduto) => Self::open_at(Luogo::Pagina, file, &hold).await,
            outcome => outcome,
        }
    }

    async fn open_at(luogo: Luogo, file: &Blob, hold: &impl Fn(&Lavoratore)) -> Result<Self, Guasto> {
        let lavoratore = Lavoratore::start(luogo).await?;
        hold(&lavoratore);
        let opened = lavoratore.ask("apri", &[("file", file.clone().into()), ("pixel", max_pixel().into())]).await;
        match opened {
            Ok(data) => Ok(Self {
                lavoratore,
                tipo: text(&data, "tipo").unwrap_or_default(),
                pulita: Reflect::get(&data, &"pulita".into()).is_ok_and(|value| value.is_truthy()),
                larghezza: number(&data, "larghezza"),
                altezza: number(&data, "altezza"),
            }),
            Err(guasto) => {
                lavoratore.stop();
                Err(guasto)
            }
        }
    }

    /// Long side in pixels of what is left of it.
    fn side(&self, modifica: Modifica) -> u32 {
        let Riquadro([left, top, right, bottom]) = modifica.riquadro;
        let (wide, high) = if modifica.giro % 2 == 1 { (self.altezza, self.larghezza) } else { (self.larghezza, self.altezza) };
        whole(((right - left) * wide).max((bottom - top) * high))
    }

    /// What makes it hard to read, if it is sent with this long side.
    pub async fn doubt(&self, modifica: Modifica, lato: Option<u32>) -> Result<Option<Dubbio>, Guasto> {
        let data = self.lavoratore.ask("misura", &parts(modifica)).await?;
        let lato = lato.unwrap_or_else(|| self.side(modifica));
        let misure = Misure { lato, nitidezza: number(&data, "nitidezza"), luce: number(&data, "luce") };
        Ok(giudizio::dubbio(misure, if self.tipo == "png" { Soggetto::Schermata } else { Soggetto::Foglio }))
    }

    /// Re-encodes it until it fits.
    pub async fn fit(&self, modifica: Modifica, spazio: Spazio) -> Result<Immagine, Guasto> {
        let mut tentativo = Tentativo::primo(self.side(modifica));
        loop {
            let immagine = self.encode(modifica, tentativo).await?;
            match tentativo.dopo(size(&immagine.blob), spazio) {
                Esito::Entra => return Ok(immagine),
                Esito::Ancora(next) => tentativo = next,
                Esito::NonEntra => return Err(Guasto::NonEntra),
            }
        }
    }

    /// A small one, to be shown.
    pub async fn preview(&self, modifica: Modifica) -> Result<Blob, Guasto> {
        self.picture(modifica, LATO_ANTEPRIMA).await
    }

    /// One of this long side, to be shown.
    pub async fn picture(&self, modifica: Modifica, lato: u32) -> Result<Blob, Guasto> {
        self.encode(modifica, Tentativo { lato, qualita: 80 }).await.map(|immagine| immagine.blob)
    }

    async fn encode(&self, modifica: Modifica, Tentativo { lato, qualita }: Tentativo) -> Result<Immagine, Guasto> {
        let mut parts = parts(modifica).to_vec();
        parts.extend([("lato", lato.into()), ("qualita", qualita.into())]);
        let data = self.lavoratore.ask("codifica", &parts).await?;
        let blob = Reflect::get(&data, &"blob".into()).ok().and_then(|blob| blob.dyn_into::<Blob>().ok()).ok_or(Guasto::NonSiApre)?;
        Ok(Immagine { blob, larghezza: whole(number(&data, "larghezza")), altezza: whole(number(&data, "altezza")) })
    }
}

impl Drop for Officina {
    fn drop(&mut self) {
        self.lavoratore.stop();
    }
}

fn parts(Modifica { giro, riquadro: Riquadro(edges) }: Modifica) -> [(&'static str, JsValue); 2] {
    let edges: Array = edges.into_iter().map(JsValue::from_f64).collect();
    [("giro", giro.into()), ("ritaglio", edges.into())]
}

/// Browsers that tell it say the memory in gigabytes.
fn max_pixel() -> u32 {
    let memory = Reflect::get(&window().navigator(), &"deviceMemory".into()).ok().and_then(|value| value.as_f64());
    if memory.is_some_and(|gigabytes| gigabytes <= 2.0) { PIXEL_POCA_MEMORIA } else { PIXEL }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels")]
pub fn whole(pixels: f64) -> u32 {
    pixels.round() as u32
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a file's size is a whole number below 2^53")]
pub fn size(blob: &Blob) -> u64 {
    blob.size() as u64
}
