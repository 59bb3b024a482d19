//! The type a file claims in its first bytes: only which walk to try, never an answer.

use crate::TipoFile;
use crate::lettura::find;

pub enum Indizio {
    Tipo(TipoFile),
    BigTiff,
    Heic,
    Altro,
}

/// Readers look for the header of a PDF in this many bytes (ISO 32000-1, annex H.3, note 13).
const PDF_HEADER_WINDOW: usize = 1024;

pub fn guess(bytes: &[u8]) -> Indizio {
    if let Some(tipo) = TipoFile::ALL.into_iter().find(|tipo| tipo.is_begun_by(bytes)) {
        return Indizio::Tipo(tipo);
    }
    match bytes {
        [b'I', b'I', 43, 0, ..] | [b'M', b'M', 0, 43, ..] => Indizio::BigTiff,
        [_, _, _, _, b'f', b't', b'y', b'p', brand @ ..] if is_heic(brand) => Indizio::Heic,
        _ => Indizio::Altro,
    }
}

/// The brands of ISO/IEC 23008-12; `mif1` and `msf1` are its generic ones.
fn is_heic(brand: &[u8]) -> bool {
    brand.first_chunk::<4>().is_some_and(|brand| {
        matches!(brand, b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" | b"mif1" | b"msf1")
    })
}

pub fn pdf_reader_would_open(bytes: &[u8]) -> bool {
    let window = bytes.get(..PDF_HEADER_WINDOW).unwrap_or(bytes);
    find(window, b"%PDF-", 0).is_some()
}
