//! Archives inside another file: their readers start from the end, or search, and don't mind what comes first.

use crate::lettura::{find, le16};

/// Whether an archive reader would open `bytes`: a ZIP (so a JAR, a DOCX), a RAR or a 7z anywhere in them.
///
/// A ZIP counts when some entry of a directory comes before the record of an end that says that there are entries, or when that record
/// follows the locator of a ZIP64's. Where the record says that the directory is doesn't matter: tolerant readers look for it. By
/// chance this is so once in a million of the largest files; the signatures of the others are longer.
pub fn is_inside(bytes: &[u8]) -> bool {
    has_zip(bytes) || find(bytes, b"Rar!\x1a\x07", 0).is_some() || find(bytes, b"7z\xbc\xaf\x27\x1c", 0).is_some()
}

fn has_zip(bytes: &[u8]) -> bool {
    let directory = find(bytes, b"PK\x01\x02", 0);
    let mut from = 0;
    while let Some(end) = find(bytes, b"PK\x05\x06", from) {
        let entries = le16(bytes, end + 10).unwrap_or_default();
        if (entries > 0 && directory.is_some_and(|directory| directory < end)) || is_after_locator(bytes, end) {
            return true;
        }
        from = end + 4;
    }
    false
}

/// The end of a ZIP64 says nothing itself (APPNOTE.TXT 4.4.1.4): twenty bytes before it, its locator names the record that does.
fn is_after_locator(bytes: &[u8], end: usize) -> bool {
    end.checked_sub(20).and_then(|at| bytes.get(at..)).is_some_and(|rest| rest.starts_with(b"PK\x06\x07"))
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

    /// A reader that finds nothing where the record says looks for the directory, and opens it.
    #[test]
    fn a_zip_whose_record_is_wrong_is_found() {
        let zip = campioni::zip();
        let end = find(&zip, b"PK\x05\x06", 0).expect("an end");
        assert!(is_inside(&[&zip[..end - 3], &zip[end..]].concat()));
        let mut elsewhere = zip.clone();
        elsewhere[end + 12..end + 20].fill(0x77);
        assert!(is_inside(&elsewhere));
    }

    /// The sizes and places are in a record of its own, and the usual one is full of `0xff`.
    #[test]
    fn a_zip64_is_found() {
        let zip = campioni::zip();
        let directory = find(&zip, b"PK\x01\x02", 0).expect("a directory");
        let end = find(&zip, b"PK\x05\x06", 0).expect("an end");
        let le = |value: usize| u64::try_from(value).expect("small").to_le_bytes();
        let (one, zero) = (1_u64.to_le_bytes(), [0; 4]);
        let record: [&[u8]; 10] =
            [b"PK\x06\x06", &44_u64.to_le_bytes(), &[45, 0, 45, 0], &zero, &zero, &one, &one, &le(end - directory), &le(directory), b""];
        let locator: [&[u8]; 4] = [b"PK\x06\x07", &zero, &le(end), &1_u32.to_le_bytes()];
        let zip64 = [&zip[..end], &record.concat(), &locator.concat(), b"PK\x05\x06", &[0xff; 16], &[0; 2]].concat();
        assert!(is_inside(&zip64));
    }

    #[test]
    fn the_record_of_the_end_alone_is_not_a_zip() {
        assert!(!is_inside(b"PK\x05\x06"));
        assert!(!is_inside(&[b"PK\x05\x06".as_slice(), &[0xff; 40]].concat()));
    }
}
