//! What holds for every type: the samples, their prefixes, their tails, and bytes that mean nothing.

use std::time::Instant;

use proptest::prelude::*;

use crate::campioni::{self, padded};
use crate::{Ispezione, MAX_BYTE, Rifiuto, TipoFile, inspect};

fn sample(tipo: TipoFile) -> Vec<u8> {
    match tipo {
        TipoFile::Pdf => campioni::pdf("Prova (1)\nperché no?"),
        TipoFile::Jpeg => campioni::jpeg(),
        TipoFile::Png => campioni::png(40, 30),
        TipoFile::Tiff => campioni::tiff(),
    }
}

#[test]
fn samples() {
    for tipo in TipoFile::ALL {
        let found = inspect(&sample(tipo), tipo).unwrap();
        assert_eq!(found.tipo, tipo);
        assert_eq!(found.pagine, matches!(tipo, TipoFile::Pdf | TipoFile::Tiff).then_some(1));
        for other in TipoFile::ALL.into_iter().filter(|&other| other != tipo) {
            assert_eq!(inspect(&sample(tipo), other), Err(Rifiuto::TipoDiverso { reale: tipo }));
        }
    }
    assert_eq!(
        inspect(&sample(TipoFile::Png), TipoFile::Png),
        Ok(Ispezione { tipo: TipoFile::Png, pagine: None, larghezza: Some(40), altezza: Some(30) })
    );
}

#[test]
fn other_types() {
    for (bytes, expected) in [
        (vec![], "file-vuoto"),
        (vec![b' '; MAX_BYTE + 1], "file-troppo-grande"),
        (campioni::eseguibile(), "tipo-non-ammesso"),
        (campioni::zip(), "tipo-non-ammesso"),
        (b"\x7fELF\x02\x01\x01".to_vec(), "tipo-non-ammesso"),
        (b"<!doctype html><script>alert(1)</script>".to_vec(), "tipo-non-ammesso"),
        (b" %PDF-1.4\n".to_vec(), "tipo-non-ammesso"),
        (b"GIF89a".to_vec(), "tipo-non-ammesso"),
        (campioni::heic(), "foto-heic"),
        (b"II\x2b\0\x08\0\0\0".to_vec(), "tiff-non-supportato"),
        (campioni::png_con_coda(), "dati-in-coda"),
        (campioni::png_bomba(), "bomba-di-decompressione"),
        (campioni::pdf_con_javascript(), "contenuto-attivo"),
        (campioni::pdf_cifrato(), "file-cifrato"),
    ] {
        for tipo in TipoFile::ALL {
            assert_eq!(inspect(&bytes, tipo).unwrap_err().codice(), expected);
        }
    }
}

#[test]
fn every_prefix_is_refused() {
    for tipo in TipoFile::ALL {
        let bytes = sample(tipo);
        for len in 0..bytes.len() {
            assert!(inspect(&bytes[..len], tipo).is_err(), "{tipo:?} {len}");
        }
    }
}

#[test]
fn a_tail_is_refused() {
    for tipo in TipoFile::ALL {
        for tail in [b"x".to_vec(), b"1".to_vec(), b"%".to_vec(), campioni::zip(), campioni::eseguibile(), sample(tipo)] {
            let found = inspect(&[sample(tipo), tail].concat(), tipo);
            // Two PDFs in a row are a PDF whose cross-references are wrong.
            assert!(matches!(found, Err(Rifiuto::DatiInCoda | Rifiuto::Danneggiato { .. })), "{tipo:?} {found:?}");
        }
    }
}

#[test]
fn padded_files_have_their_size_and_are_valid() {
    for tipo in TipoFile::ALL {
        for size in (8192..8300).chain(65_500..66_400).chain([131_500, MAX_BYTE - 1, MAX_BYTE]) {
            let bytes = padded(tipo, size);
            assert_eq!(bytes.len(), size, "{tipo:?}");
            assert_eq!(inspect(&bytes, tipo).map(|found| found.tipo), Ok(tipo), "{size}");
        }
        assert_eq!(inspect(&padded(tipo, MAX_BYTE + 1), tipo), Err(Rifiuto::TroppoGrande));
    }
}

#[test]
fn files_of_two_types_are_refused() {
    let png = campioni::png(4, 4);
    let (head, rest) = png.split_at(33);
    let with_chunk = |body: &[u8]| [head, &campioni::png_chunk(b"prVt", body), rest].concat();
    assert!(inspect(&with_chunk(b"harmless"), TipoFile::Png).is_ok());
    for hidden in [campioni::zip(), campioni::pdf("x"), b"Rar!\x1a\x07\0".to_vec(), b"7z\xbc\xaf\x27\x1c".to_vec()] {
        assert_eq!(inspect(&with_chunk(&hidden), TipoFile::Png), Err(Rifiuto::Poliglotta));
    }
    let comment = [b"\xff\xd8\xff\xfe\0\x0a%PDF-1.4".as_slice(), &campioni::jpeg()[2..]].concat();
    assert_eq!(inspect(&comment, TipoFile::Jpeg), Err(Rifiuto::Poliglotta));
    let objects = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]>>".to_vec(),
        b"<</Type/Page>>".to_vec(),
        [format!("<</Length {}>>stream\n", campioni::zip().len()).as_bytes(), &campioni::zip(), b"\nendstream"].concat(),
    ];
    assert!(inspect(&campioni::pdf_of(&objects[..3]), TipoFile::Pdf).is_ok());
    assert_eq!(inspect(&campioni::pdf_of(&objects), TipoFile::Pdf), Err(Rifiuto::Poliglotta));
}

/// Prints how long the largest files take; asserts nothing about it, the machine may be busy.
#[test]
fn time_of_the_worst_files() {
    for (name, bytes) in worst() {
        assert!(bytes.len() <= MAX_BYTE, "{name} {}", bytes.len());
        let start = Instant::now();
        let found = inspect(&bytes, TipoFile::Pdf).map(|_| ()).map_err(|reason| reason.codice());
        println!("{name}: {} bytes, {:?}, {found:?}", bytes.len(), start.elapsed());
    }
}

fn worst() -> Vec<(&'static str, Vec<u8>)> {
    let fill = |piece: &[u8], len: usize| piece.iter().copied().cycle().take(len).collect::<Vec<u8>>();
    let room = MAX_BYTE - 8192;
    let header = b"%PDF-1.7\n".to_vec();
    let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![0; 60 << 20], 1);
    let stream = |data: &[u8]| [format!("<</Filter/FlateDecode/Length {}>>stream\n", data.len()).as_bytes(), data, b"\nendstream"].concat();
    let page = |more: Vec<Vec<u8>>| {
        let mut objects =
            vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]>>".to_vec(), b"<</Type/Page>>".to_vec()];
        objects.extend(more);
        campioni::pdf_of(&objects)
    };
    vec![
        ("pdf, noise", padded(TipoFile::Pdf, MAX_BYTE)),
        ("jpeg, noise", padded(TipoFile::Jpeg, MAX_BYTE)),
        ("png, noise", padded(TipoFile::Png, MAX_BYTE)),
        ("tiff, noise", padded(TipoFile::Tiff, MAX_BYTE)),
        ("png, bomb", campioni::png_bomba()),
        ("pdf, 240 MB of zeros", page((0..4).map(|_| stream(&packed)).collect())),
        ("pdf, 300 MB of zeros", page((0..5).map(|_| stream(&packed)).collect())),
        ("pdf, one large array", page(vec![[b"[".as_slice(), &fill(b"1 ", room), b"]"].concat()])),
        ("pdf, names", page(vec![[b"[".as_slice(), &fill(b"/#4a#53", room), b"]"].concat()])),
        ("pdf, references", page(vec![[b"[".as_slice(), &fill(b"1 0 R ", room), b"]"].concat()])),
        ("pdf, nested strings", [header.clone(), b"1 0 obj ".to_vec(), fill(b"(", room)].concat()),
        ("pdf, nested arrays", [header.clone(), b"1 0 obj ".to_vec(), fill(b"[", room)].concat()),
        ("pdf, tiny streams", page((0..30_000).map(|_| stream(b"x")).collect())),
        ("pdf, streams without an end", [header.clone(), fill(b"1 0 obj<</Length 9 0 R>>stream\nendstream ", room)].concat()),
        ("pdf, entries of white space", {
            let entries = fill(b"0000000009 00000 n \n", room / 2 / 20 * 20);
            let table = format!("xref\n1 {}\n", entries.len() / 20);
            [&header, fill(b" ", room / 2).as_slice(), table.as_bytes(), &entries, b"trailer<</Root 1 0 R>>startxref\n1540000\n%%EOF"]
                .concat()
        }),
        ("zip, ends without a directory", {
            let jpeg = campioni::jpeg();
            let comments = fill(b"\xff\xfe\0\x0aPK\x05\x06PK\x05\x06", room / 12 * 12);
            [&jpeg[..2], &comments, &jpeg[2..]].concat()
        }),
    ]
}

proptest! {
    #[test]
    fn random_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000), start in 0_usize..5) {
        let starts: [&[u8]; 5] = [b"", b"%PDF-1.4\n", b"\xff\xd8\xff", b"II\x2a\0\x08\0\0\0", campioni::PNG_SIGNATURE];
        let bytes = [starts[start], &bytes].concat();
        prop_assert!(inspect(&bytes, TipoFile::Pdf).is_err());
    }

    #[test]
    fn changed_bytes_never_panic(tipo in prop::sample::select(TipoFile::ALL.to_vec()), changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = sample(tipo);
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = inspect(&bytes, tipo);
    }

    #[test]
    fn pieces_put_together_never_panic(pieces in prop::collection::vec(prop::sample::select(PIECES.to_vec()), 0..60)) {
        let text = ["%PDF-1.4\n", &pieces.join(" ")].concat();
        let _ = inspect(text.as_bytes(), TipoFile::Pdf);
    }
}

/// What PDFs are made of.
const PIECES: [&str; 26] = [
    "1 0 obj",
    "2 0 obj",
    "endobj",
    "stream\n",
    "endstream",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    "/Length 3",
    "/Length 2 0 R",
    "/Type/ObjStm",
    "/Type/XRef",
    "/W[1 1 1]",
    "/N 1/First 2",
    "xref\n0 1\n0000000009 00000 n \n",
    "trailer",
    "startxref\n9",
    "%%EOF\n",
    "1 0 R",
    "/Prev 9",
    "/#4a",
    "\\",
];
