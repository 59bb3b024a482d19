//! Archives inside another file: their readers start from the end, or search, and don't mind what comes first.

use crate::lettura::{find, le16, le32};

/// Whether an archive reader would open `bytes`: a ZIP (so a JAR, a DOCX), a RAR or a 7z anywhere in them.
///
/// A ZIP counts when the record of its end leads back to its directory, so that four chance bytes don't. The signatures of the
/// others are long enough: by chance, once in ten million files.
pub fn is_inside(bytes: &[u8]) -> bool {
    has_zip(bytes) || find(bytes, b"Rar!\x1a\x07", 0).is_some() || find(bytes, b"7z\xbc\xaf\x27\x1c", 0).is_some()
}

fn has_zip(bytes: &[u8]) -> bool {
    let mut from = 0;
    while let Some(end) = find(bytes, b"PK\x05\x06", from) {
        if leads_to_directory(bytes, end) == Some(true) {
            return true;
        }
        from = end + 4;
    }
    false
}

/// The directory is where the record says, counted from the start of the file or, when something was put before the archive, from
/// the record back.
fn leads_to_directory(bytes: &[u8], end: usize) -> Option<bool> {
    let entries = le16(bytes, end + 10).ok()?;
    let size = usize::try_from(le32(bytes, end + 12).ok()?).ok()?;
    let offset = usize::try_from(le32(bytes, end + 16).ok()?).ok()?;
    let starts = [Some(offset), end.checked_sub(size)];
    let found = starts.into_iter().flatten().any(|start| bytes.get(start..).is_some_and(|rest| rest.starts_with(b"PK\x01\x02")));
    Some(entries > 0 && found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campioni;

    #[test]
    fn a_zip_is_found_wherever_it_is() {
        let zip = campioni::zip();
        assert!(is_inside(&zip));
        assert!(is_inside(&[b"something before".as_slice(), &zip].concat()));
        assert!(is_inside(&[&zip, b"something after".as_slice()].concat()));
    }

    #[test]
    fn the_record_of_the_end_alone_is_not_a_zip() {
        assert!(!is_inside(b"PK\x05\x06"));
        assert!(!is_inside(&[b"PK\x05\x06".as_slice(), &[0xff; 40]].concat()));
    }
}
