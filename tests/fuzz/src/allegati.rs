//! Attached files. What is accepted is of one type, whole, no archive, and no larger in memory than its walk may be.

use std::io::Cursor;

use cassetto_allegati::{Rifiuto, TipoFile, inspect, pdf};

use crate::bounded;

/// The window and the tables of inflating.
const FIXED: usize = 256 * 1024;

/// What a walk keeps: a PDF's values and cross-references, tens of bytes for each byte of the file, what its object streams inflate
/// to, which is read one at a time, and their values.
fn room(bytes: &[u8]) -> usize {
    let inflated = usize::try_from(pdf::MAX_FLUSSO_STRUTTURALE).unwrap_or(usize::MAX).min(bytes.len() * 1100);
    FIXED + 100 * bytes.len() + 2 * inflated + 64 * inflated
}

pub fn prova(bytes: &[u8]) {
    let found = bounded(room(bytes), || inspect(bytes, TipoFile::Pdf));
    let tipo = match found {
        Ok(ispezione) => ispezione.tipo,
        Err(Rifiuto::TipoDiverso { reale }) => reale,
        Err(reason) => {
            // Whatever was declared, a file that is bad is bad for the same reason.
            assert_eq!(inspect(bytes, TipoFile::Png), Err(reason));
            return;
        }
    };
    accepted(bytes, tipo);
}

fn accepted(bytes: &[u8], tipo: TipoFile) {
    let ispezione = inspect(bytes, tipo).expect("accepted as what it is");
    assert_eq!(ispezione.tipo, tipo);
    for other in TipoFile::ALL.into_iter().filter(|&other| other != tipo) {
        assert_eq!(inspect(bytes, other), Err(Rifiuto::TipoDiverso { reale: tipo }));
    }
    match tipo {
        TipoFile::Pdf => assert!(ispezione.pagine.is_some_and(|pages| pages > 0)),
        TipoFile::Png => {
            let side = |at: usize| bytes[at..at + 4].iter().fold(0, |value, byte| value << 8 | u32::from(*byte));
            assert_eq!((ispezione.larghezza, ispezione.altezza), (Some(side(16)), Some(side(20))));
        }
        TipoFile::Jpeg | TipoFile::Tiff => assert!(ispezione.larghezza.zip(ispezione.altezza).is_some_and(|(w, h)| w > 0 && h > 0)),
    }
    // Every byte was accounted for: one more or one less is another file. White space may follow a PDF, zero bytes a JPEG and a TIFF.
    assert!(inspect(&[bytes, b"x"].concat(), tipo).is_err(), "a tail");
    let last = match tipo {
        TipoFile::Pdf => None,
        TipoFile::Png => Some(bytes.len() - 1),
        TipoFile::Jpeg | TipoFile::Tiff => bytes.iter().rposition(|&byte| byte != 0),
    };
    assert!(last.is_none_or(|last| inspect(&bytes[..last], tipo).is_err()), "cut");
    // Nor would somebody else's reader find an archive in it.
    let archive = zip::ZipArchive::new(Cursor::new(bytes));
    assert!(archive.is_ok_and(|archive| archive.is_empty()) || zip::ZipArchive::new(Cursor::new(bytes)).is_err(), "an archive");
}
