//! The files of a zip that was written by [`crate::esportazione`]: nothing compressed, one after the other.

use super::verbale::Scarto;

/// A file and where its content begins.
pub(super) struct Voce<'a> {
    pub(super) nome: &'a str,
    pub(super) contenuto: &'a [u8],
    pub(super) offset: usize,
}

const LOCALE: [u8; 4] = *b"PK\x03\x04";
const CENTRALE: [u8; 4] = *b"PK\x01\x02";

/// Reads the files; the first byte that is not of this form is told.
pub(super) fn read(zip: &[u8]) -> Result<Vec<Voce<'_>>, Scarto> {
    let mut voci = Vec::new();
    let mut at = 0;
    loop {
        match zip.get(at..at + 4) {
            Some(signature) if signature == LOCALE => {}
            Some(signature) if signature == CENTRALE && !voci.is_empty() => return Ok(voci),
            other => return Err(Scarto::at(at, hex(&LOCALE), hex(other.unwrap_or_default()))),
        }
        let method = number(zip, at + 8, 2);
        if method != Some(0) {
            return Err(Scarto::at(at + 8, 0, method.unwrap_or_default()));
        }
        let parts = || {
            let (size, name, extra) = (number(zip, at + 22, 4)?, number(zip, at + 26, 2)?, number(zip, at + 28, 2)?);
            let nome = std::str::from_utf8(zip.get(at + 30..at + 30 + name)?).ok()?;
            let offset = at + 30 + name + extra;
            Some(Voce { nome, contenuto: zip.get(offset..offset + size)?, offset })
        };
        let Some(voce) = parts() else { return Err(Scarto::at(at + 18, hex(&LOCALE), zip.len())) };
        at = voce.offset + voce.contenuto.len();
        voci.push(voce);
    }
}

fn number(zip: &[u8], at: usize, bytes: usize) -> Option<usize> {
    let bytes = zip.get(at..at + bytes)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold("0x".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02X}");
        text
    })
}
