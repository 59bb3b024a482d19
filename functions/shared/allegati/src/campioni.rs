//! Small files built in memory, valid and not, for tests, demo data and benches. The same call always gives the same bytes.

mod immagini;
mod pdf;
mod tiff;

use cassetto_domain::allegato::TipoFile;

pub use immagini::{PNG_SIGNATURE, jpeg, png, png_bomba, png_chunk, png_con_coda};
pub use pdf::{pdf, pdf_cifrato, pdf_con_javascript, pdf_of};
pub use tiff::{TiffEntry, tiff, tiff_of};

/// A valid file of exactly `size` bytes, most of them noise; 8 KiB is enough for any type.
///
/// Below what the type needs, the smallest sample, which is larger than asked.
#[must_use]
pub fn padded(tipo: TipoFile, size: usize) -> Vec<u8> {
    match tipo {
        TipoFile::Pdf => pdf::padded(size),
        TipoFile::Jpeg => immagini::padded_jpeg(size),
        TipoFile::Png => immagini::padded_png(size),
        TipoFile::Tiff => tiff::padded(size),
    }
}

/// The headers of a Windows program.
#[must_use]
pub fn eseguibile() -> Vec<u8> {
    let mut bytes = b"MZ\x90\x00".to_vec();
    bytes.resize(0x3c, 0);
    bytes.extend(0x80_u32.to_le_bytes());
    bytes.resize(0x80, 0);
    bytes.extend(b"PE\0\0\x64\x86");
    bytes.resize(512, 0);
    bytes
}

/// A HEIC photograph, as far as its brand.
#[must_use]
pub fn heic() -> Vec<u8> {
    let mut bytes = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec();
    bytes.extend(noise(500));
    bytes
}

/// A ZIP with one stored file, `a`, of one byte.
#[must_use]
pub fn zip() -> Vec<u8> {
    // Version, flags, method, time, date, CRC-32 of "x", sizes, length of the name, length of the extra field.
    const COMMON: &[u8] = b"\x0a\0\0\0\0\0\0\0\x21\0\x83\x16\xdc\x8c\x01\0\0\0\x01\0\0\0\x01\0\0\0";
    let local = [b"PK\x03\x04", COMMON, b"ax"].concat();
    let directory = [b"PK\x01\x02\x0a\0", COMMON, &[0; 14], b"a"].concat();
    let sizes = [directory.len(), local.len()].map(|len| u32::try_from(len).unwrap_or(0).to_le_bytes()).concat();
    [local, directory, b"PK\x05\x06\0\0\0\0\x01\0\x01\0".to_vec(), sizes, vec![0; 2]].concat()
}

/// Bytes that don't compress, without runs: the high bytes of a linear congruential generator.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let [high, ..] = state.to_be_bytes();
        high
    };
    std::iter::repeat_with(next).take(len).collect()
}
