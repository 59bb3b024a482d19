//! Whole PDFs: their revisions, their streams, and what acts in them.

use lopdf::{Document, SaveOptions};
use miniz_oxide::deflate::compress_to_vec_zlib;

use super::*;
use crate::campioni::{pdf, pdf_of};

/// A page, with `entries` in its catalog and these objects from number 4.
fn with(entries: &str, more: &[&str]) -> Result<Ispezione, Rifiuto> {
    let mut objects = vec![
        format!("<</Type/Catalog/Pages 2 0 R{entries}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>".to_vec(),
    ];
    objects.extend(more.iter().map(|object| object.as_bytes().to_vec()));
    walk(&pdf_of(&objects))
}

fn quale(found: Result<Ispezione, Rifiuto>) -> &'static str {
    match found {
        Err(Rifiuto::ContenutoAttivo { quale }) => quale,
        Err(_) => "other",
        Ok(_) => "",
    }
}

#[test]
fn active_content_in_a_standing_object() {
    for (expected, object) in [
        ("javascript", "<</S/JavaScript/JS(x)>>"),
        ("javascript", "<</S/J#61vaScript>>"),
        ("javascript", "<</Names<</JavaScript<</Names[(a) 5 0 R]>>>>>>"),
        ("javascript", "[[<</a[<</JS 5 0 R>>]>>]]"),
        ("javascript", "/JavaScript"),
        ("avvio-programma", "<</Type/Action/S/Launch/F(cmd.exe)>>"),
        ("avvio-programma", "<</S/URI/S/Launch>>"),
        ("file-incorporato", "<</EmbeddedFiles 5 0 R>>"),
        ("file-incorporato", "<</Type/Filespec/EF<</F 5 0 R>>>>"),
        ("file-incorporato", "<</Subtype/FileAttachment>>"),
        ("file-incorporato", "<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"),
        ("multimedia", "<</Subtype/RichMedia>>"),
        ("multimedia", "<</S/Rendition>>"),
        ("multimedia", "<</S/Sound>>"),
        ("multimedia", "<</Subtype/Movie>>"),
        ("multimedia", "<</Subtype/3D>>"),
        ("modulo-xfa", "<</Fields[]/XFA[]>>"),
        ("invio-dati", "<</S/SubmitForm/F(http://a.example)>>"),
        ("invio-dati", "<</S/ImportData>>"),
        ("altro-documento", "<</S/GoToR/F(a.pdf)>>"),
        ("altro-documento", "<</S/GoToE>>"),
        ("altro-documento", "<</F(a.bin)/Length 1>>stream\nx\nendstream"),
        ("azione-automatica", "<</AA<</O<</S/URI/URI(http://a.example)>>>>>>"),
        ("azione-automatica", "<</AA 5 0 R>>"),
        ("azione-automatica", "<</OpenAction<</S/Named/N/Print>>>>"),
        ("azione-automatica", "<</OpenAction<</S/GoTo/D[3 0 R]/Next<</S/URI/URI(a)>>>>>>"),
        ("azione-automatica", "<</OpenAction<</S/GoTo/S/URI>>>>"),
        ("", "<</OpenAction<</S/GoTo/D[3 0 R/Fit]>>>>"),
        ("", "<</OpenAction[3 0 R/Fit]/AA<</O<</S/GoTo/D(a)>>>>>>"),
        ("", "<</Subtype/Link/A<</S/URI/URI(https://www.inps.it/JavaScript)>>>>"),
        ("", "<</Title(/JavaScript /JS /Launch)/Producer<2F4A53>>>"),
        ("", "<</Fields[<</FT/Tx/T(name)>>]/NeedAppearances true>>"),
        ("", "<</Length 23>>stream\n/JS /JavaScript BDC EMC\nendstream"),
        ("", "<</BaseFont/Movie/Font<</Launch 5 0 R>>>>"),
        ("", "%/JavaScript\n<<%/JS\n>>"),
    ] {
        assert_eq!(quale(with("", &[object])), expected, "{object}");
    }
}

#[test]
fn an_action_that_starts_by_itself_is_looked_up() {
    let start = |object| quale(with("/OpenAction 4 0 R", &[object]));
    assert_eq!(start("<</S/GoTo/D[3 0 R/Fit]>>"), "");
    assert_eq!(start("[3 0 R/Fit]"), "");
    assert_eq!(start("<</S/URI/URI(http://a.example)>>"), "azione-automatica");
    assert_eq!(start("5 0 R"), "azione-automatica");
    assert_eq!(quale(with("/OpenAction 9 0 R", &[])), "");
}

/// The same document with its objects in object streams, as `lopdf` writes it.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut document = Document::load_mem(bytes).unwrap();
    let mut out = Vec::new();
    document.save_with_options(&mut out, SaveOptions::builder().use_object_streams(true).use_xref_streams(true).build()).unwrap();
    out
}

#[test]
fn object_streams() {
    let bytes = packed(&pdf("Prova"));
    assert!(bytes.windows(7).any(|window| window == b"/ObjStm"));
    assert_eq!(walk(&bytes).map(|found| found.pagine), Ok(Some(1)));
    let end = bytes.trim_ascii_end().len();
    for len in 0..end {
        assert!(walk(&bytes[..len]).is_err(), "{len}");
    }
    let script =
        [b"<</Type/Catalog/Pages 2 0 R/Names<</JavaScript 4 0 R>>>>".as_slice(), b"<</Type/Pages/Kids[3 0 R]>>", b"<</Type/Page>>"];
    assert_eq!(quale(walk(&packed(&pdf_of(&script.map(<[u8]>::to_vec))))), "javascript");
}

#[test]
fn what_is_accepted_opens_elsewhere() {
    for bytes in [pdf("Prova"), packed(&pdf("Prova"))] {
        assert_eq!(Document::load_mem(&bytes).unwrap().get_pages().len(), 1);
    }
}

#[test]
fn revisions() {
    let first = pdf("Prova");
    let start = first.windows(5).rposition(|window| window == b"xref\n").unwrap();
    let start = first[..start].windows(5).rposition(|window| window == b"xref\n").unwrap_or(start);
    let update = |object: &str, prev: usize| {
        let object_at = first.len() + 1;
        let table = object_at + object.len() + 1;
        let text = format!(
            "\n{object}\nxref\n6 1\n{object_at:010} 00000 n \ntrailer\n<</Size 7/Root 1 0 R/Prev {prev}>>\nstartxref\n{table}\n%%EOF\n"
        );
        walk(&[first.as_slice(), text.as_bytes()].concat())
    };
    assert!(update("6 0 obj <</a 1>> endobj", start).is_ok());
    assert_eq!(update("7 0 obj <</a 1>> endobj", start), Err(Rifiuto::Danneggiato { dove: "pdf-tabella" }));
    assert_eq!(update("6 0 obj <</a 1>> endobj", 20), Err(Rifiuto::Danneggiato { dove: "pdf-tabella" }));
    assert_eq!(quale(update("6 0 obj <</S/Launch>> endobj", start)), "avvio-programma");
}

#[test]
fn an_object_hidden_in_a_stream_is_not_found_by_its_offset() {
    let hidden = b"5 0 obj <</S/JavaScript/JS(x)>> endobj";
    let mut objects = vec![b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]>>".to_vec(), b"<</Type/Page>>".to_vec()];
    objects.push([format!("<</Length {}>>stream\n", hidden.len()).as_bytes(), hidden, b"\nendstream"].concat());
    objects.push(b"<<>>".to_vec());
    let mut bytes = pdf_of(&objects);
    assert!(walk(&bytes).is_ok());
    let inside = bytes.windows(hidden.len()).position(|window| window == hidden).unwrap();
    let entry = bytes.windows(20).rposition(|window| window.ends_with(b" 00000 n \n")).unwrap();
    bytes[entry..entry + 10].copy_from_slice(format!("{inside:010}").as_bytes());
    assert_eq!(walk(&bytes), Err(Rifiuto::Danneggiato { dove: "pdf-tabella" }));
}

#[test]
fn lengths_in_other_objects() {
    for (length, accepted) in [("3", true), ("4", true), ("2", false), ("9", false), ("(3)", false)] {
        let found = with("", &["<</Length 5 0 R>>stream\nabc\nendstream", length]);
        assert_eq!(found.is_ok(), accepted, "{length}");
    }
    assert!(with("", &["<</Length 8>>stream\nabc\nendstream"]).is_err());
    assert!(with("", &["<</Length 1>>stream\nabc\nendstream"]).is_err());
}

fn stream(entries: &str, data: &[u8]) -> Result<Ispezione, Rifiuto> {
    let stream = [format!("<<{entries}/Length {}>>stream\n", data.len()).as_bytes(), data, b"\nendstream"].concat();
    let objects = [b"<</Type/Catalog/Pages 2 0 R>>".to_vec(), b"<</Type/Pages/Kids[3 0 R]>>".to_vec(), b"<</Type/Page>>".to_vec(), stream];
    walk(&pdf_of(&objects))
}

#[test]
fn streams_are_measured() {
    let text = compress_to_vec_zlib(b"0 0 m", 6);
    let zeros = compress_to_vec_zlib(&vec![0; 17 << 20], 1);
    let hex: String = text.iter().map(|byte| format!("{byte:02x}")).collect();
    assert!(stream("/Filter/FlateDecode", &text).is_ok());
    assert!(stream("/Filter[/ASCIIHexDecode/FlateDecode]", hex.as_bytes()).is_ok());
    assert!(stream("/Filter/FlateDecode", &text[..text.len() - 2]).is_ok());
    assert!(stream("/Filter/FlateDecode", &zeros).is_ok());
    assert_eq!(stream("/Filter/FlateDecode", b"not zlib"), Err(Rifiuto::Danneggiato { dove: "pdf-flusso" }));
    assert_eq!(stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &zeros), Err(Rifiuto::Bomba));
    assert_eq!(stream("/Filter[/FlateDecode/FlateDecode]", &text), Err(Rifiuto::NonSupportato { quale: "pdf-filtro" }));
    assert_eq!(stream("/Filter/BrotliDecode", &text), Err(Rifiuto::NonSupportato { quale: "pdf-filtro" }));
    assert_eq!(stream("/Subtype/Image/Width 20000/Height 20000", b""), Err(Rifiuto::DimensioniEccessive));
    assert!(stream("/Subtype/Image/Filter/DCTDecode", &crate::campioni::jpeg()).is_ok());
}

#[test]
fn object_streams_that_lie() {
    for (expected, entries, data) in [
        ("", "/N 2/First 8", "8 0 9 3 [1] <<>>"),
        ("javascript", "/N 2/First 8", "8 0 9 3 [1] <</JS 1>>"),
        ("other", "/N 2/First 8", "8 0 9 0 [1] <<>>"),
        ("other", "/N 2/First 8", "8 0 8 3 [1] <<>>"),
        ("other", "/N 3/First 8", "8 0 9 3 [1] <<>>"),
        ("other", "/N 2/First 99", "8 0 9 3 [1] <<>>"),
        ("other", "/N 2/First 8/N 1", "8 0 9 3 [1] <<>>"),
        ("other", "/N 2/First 8", "8 0 9 9 [1] <<>>"),
        ("", "/N 2/First 8", "8 0 9 4 [1] <<>>"),
        ("other", "/N 2/First 8", "8 0 9 6 [1] <<>>"),
    ] {
        assert_eq!(quale(stream(&format!("/Type/ObjStm{entries}"), data.as_bytes())), expected, "{entries} {data}");
    }
}

#[test]
fn catalogs_without_pages() {
    let catalog = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
    for pages in ["<</Type/Pages/Kids[]>>", "<</Type/Pages/Kids[2 0 R]>>", "<</Type/Pages/Kids[9 0 R]>>", "[]"] {
        let found = walk(&pdf_of(&[catalog.clone(), pages.as_bytes().to_vec()]));
        assert!(matches!(found, Err(Rifiuto::Danneggiato { .. })), "{pages} {found:?}");
    }
    assert_eq!(walk(&pdf_of(&[b"<</Type/Catalog>>".to_vec()])), Err(Rifiuto::Danneggiato { dove: "pdf-catalogo" }));
}
