//! Says what an attached file really is, by walking its whole structure, and refuses what the office should not open.
//!
//! The first bytes prove nothing: a file can begin as a PNG and end as an archive. So each format has a walk that accounts for
//! every byte, and a file is accepted only if the walk reaches its end and nothing is left over.
//!
//! Work is bounded whatever the bytes say. Files above [`MAX_BYTE`] are not looked at; every walk is linear in the file; what is
//! compressed is inflated through a 32 KiB window up to [`MAX_DECOMPRESSI`] bytes for a whole file, and only the object streams of
//! a PDF are kept, one at a time, up to [`pdf::MAX_FLUSSO_STRUTTURALE`]. No walk recurses deeper than [`pdf::MAX_PROFONDITA`].

mod archivio;
#[cfg(any(test, feature = "campioni"))]
pub mod campioni;
mod inflate;
mod jpeg;
mod lettura;
pub mod pdf;
mod png;
mod riconosci;
mod rifiuto;
mod tiff;

#[cfg(test)]
mod tests;

pub use cassetto_domain::allegato::TipoFile;
pub use rifiuto::Rifiuto;

use riconosci::Indizio;

/// The largest file that is looked at: one attachment may be all that a message carries.
pub const MAX_BYTE: usize = cassetto_domain::allegato::MASSIMO_TOTALE as usize;

/// The most pixels of one image: an A4 page at 600 dpi has 35 million, and a viewer needs four bytes for each.
pub const MAX_PIXEL: u64 = 100_000_000;

/// The longest side of an image, in pixels: what JPEG can say, and most viewers can draw.
pub const MAX_LATO: u32 = 65_535;

/// The most bytes that all the compressed parts of one file may inflate to.
pub const MAX_DECOMPRESSI: u64 = 256 * 1024 * 1024;

/// What a file is, once its structure has been walked to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ispezione {
    pub tipo: TipoFile,
    /// Pages of a PDF, images of a TIFF; none for the other types.
    pub pagine: Option<u32>,
    /// In pixels, of the first image; none for a PDF.
    pub larghezza: Option<u32>,
    pub altezza: Option<u32>,
}

/// Walks `bytes` and says what they are, if they are what the sender `declared`.
///
/// # Errors
/// The first reason found not to accept the file. A file of another type that is well formed is [`Rifiuto::TipoDiverso`]; one that
/// is not gets the reason of its own type, whatever was declared.
pub fn inspect(bytes: &[u8], declared: TipoFile) -> Result<Ispezione, Rifiuto> {
    if bytes.is_empty() {
        return Err(Rifiuto::Vuoto);
    }
    if bytes.len() > MAX_BYTE {
        return Err(Rifiuto::TroppoGrande);
    }
    let ispezione = match riconosci::guess(bytes) {
        Indizio::Tipo(TipoFile::Pdf) => pdf::walk(bytes),
        Indizio::Tipo(TipoFile::Jpeg) => jpeg::walk(bytes),
        Indizio::Tipo(TipoFile::Png) => png::walk(bytes),
        Indizio::Tipo(TipoFile::Tiff) => tiff::walk(bytes),
        Indizio::BigTiff => Err(Rifiuto::BigTiff),
        Indizio::Heic => Err(Rifiuto::Heic),
        Indizio::Altro => Err(Rifiuto::AltroTipo),
    }?;
    if archivio::is_inside(bytes) || (ispezione.tipo != TipoFile::Pdf && riconosci::pdf_reader_would_open(bytes)) {
        return Err(Rifiuto::Poliglotta);
    }
    if ispezione.tipo != declared {
        return Err(Rifiuto::TipoDiverso { reale: ispezione.tipo });
    }
    Ok(ispezione)
}

/// Refuses an image that a viewer could not hold in memory.
fn check_size(width: u32, height: u32) -> Result<(), Rifiuto> {
    let too_large = width > MAX_LATO || height > MAX_LATO || u64::from(width) * u64::from(height) > MAX_PIXEL;
    if too_large { Err(Rifiuto::DimensioniEccessive) } else { Ok(()) }
}
