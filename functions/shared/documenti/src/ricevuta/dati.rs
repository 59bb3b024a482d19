//! The receipt's data inside the receipt: with them anybody makes the PDF again and compares it byte by byte.
//!
//! They stand among the keywords, twice: in the document information and in its XMP copy, neither of which is compressed.
//! Base64 needs no escape in either, and is found without reading the PDF's structure.

use data_encoding::BASE64URL_NOPAD;

use super::Ricevuta;
use crate::DocumentoError;

const BEGIN: &[u8] = b"cassetto-ricevuta:";
const END: u8 = b';';

pub(super) fn write(dati: &Ricevuta) -> Result<String, DocumentoError> {
    let json = serde_json::to_vec(dati).map_err(|error| DocumentoError::Pdf(error.to_string()))?;
    let mut text = String::from_utf8_lossy(BEGIN).into_owned();
    BASE64URL_NOPAD.encode_append(&json, &mut text);
    text.push(char::from(END));
    Ok(text)
}

/// What a receipt says of itself, from each place where it can be read: twice in one that nobody touched.
#[must_use]
pub fn dati_in_ricevuta(pdf: &[u8]) -> Vec<Ricevuta> {
    let starts = pdf.windows(BEGIN.len()).enumerate().filter(|(_, window)| *window == BEGIN).map(|(at, _)| at + BEGIN.len());
    starts.filter_map(|start| read(pdf.get(start..)?)).collect()
}

fn read(text: &[u8]) -> Option<Ricevuta> {
    let end = text.iter().position(|byte| *byte == END)?;
    serde_json::from_slice(&BASE64URL_NOPAD.decode(text.get(..end)?).ok()?).ok()
}
