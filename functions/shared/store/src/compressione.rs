//! Documents that a gestione keeps compressed: gzip, so that HTTP itself can undo it.

use std::io::{Read, Write};

use cassetto_domain::allegato::MASSIMO_TOTALE;
use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;

use crate::error::{StoreError, unbuilt};

/// As `Content-Encoding` calls it.
pub(crate) const GZIP: &str = "gzip";

/// The same bytes for the same document: nothing of the day is in them.
pub(crate) fn compress(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).map_err(unbuilt)?;
    encoder.finish().map_err(unbuilt)
}

/// What was compressed; never more than the largest document that is taken.
pub(crate) fn expand(bytes: &[u8]) -> Result<Vec<u8>, StoreError> {
    let mut expanded = Vec::new();
    GzDecoder::new(bytes).take(MASSIMO_TOTALE + 1).read_to_end(&mut expanded).map_err(unbuilt)?;
    if u64::try_from(expanded.len()).is_ok_and(|length| length <= MASSIMO_TOTALE) {
        Ok(expanded)
    } else {
        Err(unbuilt(std::io::Error::other("a document longer than any that is taken")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for bytes in [&b""[..], b"%PDF-1.7", &[7; 100_000]] {
            let compressed = compress(bytes).unwrap();
            assert_eq!(compressed, compress(bytes).unwrap());
            assert_eq!(expand(&compressed).unwrap(), bytes);
        }
        assert!(compress(&[7; 100_000]).unwrap().len() < 1_000);
    }

    #[test]
    fn nothing_larger_than_a_document_comes_out() {
        let longest = usize::try_from(MASSIMO_TOTALE).unwrap();
        assert!(expand(&compress(&vec![0; longest]).unwrap()).is_ok());
        assert!(expand(&compress(&vec![0; longest + 1]).unwrap()).is_err());
        assert!(expand(b"not gzip").is_err());
    }
}
