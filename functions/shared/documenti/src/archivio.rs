//! All documents of a thread in one zip, which opens safely wherever it's unpacked.

use std::collections::HashSet;
use std::io::{Cursor, Write};

use jiff::civil::DateTime;
use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use crate::DocumentoError;

/// The longest name within the zip, in bytes: file systems take 255, and the folder it's unpacked to may add to it.
const MASSIMO_NOME: usize = 200;

/// Which kinds are compressed already: deflating them costs time and saves nothing.
const COMPRESSI: [&str; 5] = ["pdf", "jpg", "jpeg", "png", "zip"];

/// A zip of `file`, name and content, in their order. Same files and `quando`, same bytes.
///
/// Names are made safe and different from each other: `a.pdf`, `a (2).pdf`. `quando` (Europe/Rome) is the date of every file.
///
/// # Errors
/// When the zip can't be written.
pub fn archivio(file: impl IntoIterator<Item = (String, Vec<u8>)>, quando: DateTime) -> Result<Vec<u8>, DocumentoError> {
    let options = SimpleFileOptions::default().last_modified_time(zip_time(quando)).unix_permissions(0o644);
    let mut taken = HashSet::new();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: &dyn std::fmt::Display| DocumentoError::Zip(error.to_string());
    for (nome, contenuto) in file {
        let nome = unique(&nome_sicuro(&nome), &mut taken);
        zip.start_file(&nome, options.compression_method(method(&nome))).map_err(|error| failed(&error))?;
        zip.write_all(&contenuto).map_err(|error| failed(&error))?;
    }
    zip.finish().map(Cursor::into_inner).map_err(|error| failed(&error))
}

fn method(nome: &str) -> CompressionMethod {
    let (_, extension) = split(nome);
    let compressed = COMPRESSI.iter().any(|known| extension.eq_ignore_ascii_case(known));
    if compressed { CompressionMethod::Stored } else { CompressionMethod::Deflated }
}

/// The date of a file in a zip, which knows the years 1980 to 2107, by two seconds.
#[must_use]
pub fn zip_time(quando: DateTime) -> zip::DateTime {
    let part = |value: i8| u8::try_from(value).unwrap_or_default();
    zip::DateTime::from_date_and_time(
        u16::try_from(quando.year()).unwrap_or_default(),
        part(quando.month()),
        part(quando.day()),
        part(quando.hour()),
        part(quando.minute()),
        part(quando.second()),
    )
    .unwrap_or_default()
}

/// A name that no system takes for a path, a device or a hidden file.
#[must_use]
pub fn nome_sicuro(nome: &str) -> String {
    let nome: String = nome
        .nfc()
        .map(|c| if c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
        .collect();
    let nome = nome.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, extension) = split(nome);
    let device = stem.split('.').next().unwrap_or_default().trim_end();
    let prefix = if nome.is_empty() {
        "file"
    } else if is_device(device) {
        "_"
    } else {
        ""
    };
    joined(&format!("{prefix}{stem}"), "", extension)
}

/// What Windows opens as a device, whatever its extension.
fn is_device(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    let numbered = |name: &str| stem.strip_prefix(name).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// `nome`, or `nome (2)` and so on: names that differ only by case are the same file on many systems.
fn unique(nome: &str, taken: &mut HashSet<String>) -> String {
    let (stem, extension) = split(nome);
    let mut candidate = nome.to_owned();
    let mut number = 2_u32;
    while !taken.insert(candidate.to_lowercase()) {
        candidate = joined(stem, &format!(" ({number})"), extension);
        number += 1;
    }
    candidate
}

/// Name and extension, without the dot between them.
fn split(nome: &str) -> (&str, &str) {
    match nome.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() && extension.len() <= 10 => (stem, extension),
        _ => (nome, ""),
    }
}

/// The parts as one name; a stem that is too long is cut.
fn joined(stem: &str, suffix: &str, extension: &str) -> String {
    let dot = if extension.is_empty() { "" } else { "." };
    let room = MASSIMO_NOME - suffix.len() - dot.len() - extension.len();
    let stem = stem.get(..stem.floor_char_boundary(room)).unwrap_or(stem).trim_end();
    format!("{stem}{suffix}{dot}{extension}")
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use jiff::civil::datetime;
    use proptest::prelude::*;
    use zip::ZipArchive;

    use super::*;

    const QUANDO: DateTime = datetime(2026, 7, 6, 9, 5, 8, 0);

    fn names(given: &[&str]) -> Vec<String> {
        let bytes = archivio(given.iter().map(|nome| ((*nome).to_owned(), nome.as_bytes().to_vec())), QUANDO).expect("a zip");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a valid zip");
        (0..zip.len())
            .map(|index| {
                let mut file = zip.by_index(index).expect("an entry");
                let mut content = Vec::new();
                file.read_to_end(&mut content).expect("its content");
                assert_eq!(content, given[index].as_bytes());
                assert_eq!(file.last_modified(), Some(zip_time(QUANDO)));
                assert!(file.enclosed_name().is_some());
                file.name().expect("UTF-8").to_string()
            })
            .collect()
    }

    #[test]
    fn names_are_unique_and_safe() {
        for (given, expected) in [
            (&["a.pdf", "a.pdf", "A.PDF", "a (2).pdf"][..], &["a.pdf", "a (2).pdf", "A (3).PDF", "a (2) (2).pdf"][..]),
            (&["../../etc/passwd", "C:\\x.png", "/", ""], &["_.._etc_passwd", "C__x.png", "_", "file"]),
            (&["con.pdf", "LPT1", "nul", "console.pdf"], &["_con.pdf", "_LPT1", "_nul", "console.pdf"]),
            (&[".hidden", "x. ", "a\u{0}b\n.pdf"], &["hidden", "x", "a_b_.pdf"]),
            (&["perche\u{301}.txt", "perché.txt", "договір ț.pdf", "😀.jpg"], &["perché.txt", "perché (2).txt", "договір ț.pdf", "😀.jpg"]),
        ] {
            assert_eq!(names(given), expected);
        }
    }

    #[test]
    fn long_names_keep_their_extension() {
        let long = format!("{}.pdf", "ї".repeat(120));
        let names = names(&[&long, &long]);
        for (name, ending) in names.iter().zip(["ї.pdf", "ї (2).pdf"]) {
            assert!(name.len() <= MASSIMO_NOME && name.ends_with(ending), "{name}");
        }
    }

    #[test]
    fn only_what_is_not_compressed_yet_is_deflated() {
        let content = vec![b'a'; 10_000];
        for (nome, deflated) in [("a.pdf", false), ("a.JPG", false), ("a.png", false), ("a.tiff", true), ("messaggio.txt", true)] {
            let bytes = archivio([(nome.to_owned(), content.clone())], QUANDO).expect("a zip");
            assert_eq!(bytes.len() < content.len(), deflated, "{nome}");
            assert_eq!(bytes, archivio([(nome.to_owned(), content.clone())], QUANDO).expect("a zip"), "{nome}");
        }
    }

    #[test]
    fn nothing_and_any_year_are_fine() {
        assert!(ZipArchive::new(Cursor::new(archivio([], QUANDO).expect("a zip"))).expect("a valid zip").is_empty());
        for quando in [DateTime::MIN, DateTime::MAX] {
            assert!(archivio([("a".to_owned(), Vec::new())], quando).is_ok());
        }
    }

    proptest! {
        #[test]
        fn no_name_escapes(given in proptest::collection::vec(any::<String>(), 0..8)) {
            let bytes = archivio(given.iter().map(|nome| (nome.clone(), Vec::new())), QUANDO).expect("a zip");
            let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a valid zip");
            prop_assert_eq!(zip.len(), given.len());
            for index in 0..zip.len() {
                let file = zip.by_index(index).expect("an entry");
                let path = file.enclosed_name().expect("a safe name");
                prop_assert_eq!(path.components().count(), 1);
            }
        }
    }
}
