//! PDF samples.

use super::noise;

/// One A4 page with this text in Helvetica, a line of the page for each line of it; what Latin-1 can't say becomes a question mark.
#[must_use]
pub fn pdf(text: &str) -> Vec<u8> {
    pdf_of(&page(text, ""))
}

/// A page that runs a script when it is opened.
#[must_use]
pub fn pdf_con_javascript() -> Vec<u8> {
    pdf_of(&page("Test", "/OpenAction<</S/JavaScript/JS(app.alert\\('Test'\\))>>"))
}

/// A page whose trailer says that it is encrypted; it is not, but nobody should go so far as to notice.
#[must_use]
pub fn pdf_cifrato() -> Vec<u8> {
    assemble(&page("Test", ""), "/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O()/U()>>")
}

/// A file of these objects, numbered from 1, the first of which is the catalog.
#[must_use]
pub fn pdf_of(objects: &[Vec<u8>]) -> Vec<u8> {
    assemble(objects, "")
}

pub fn padded(size: usize) -> Vec<u8> {
    let with = |len: usize| {
        // The digits are as many whatever the length, so the size of the file depends on nothing else.
        let stream = [format!("<</Length {len:010}>>stream\n").as_bytes(), &noise(len), b"\nendstream"].concat();
        let mut objects = page("Test", "");
        objects.push(stream);
        pdf_of(&objects)
    };
    size.checked_sub(with(0).len()).map_or_else(|| pdf("Test"), with)
}

fn page(text: &str, in_catalog: &str) -> Vec<Vec<u8>> {
    let lines = text.lines().map(|line| [b"(".as_slice(), &escaped(line), b") Tj T*\n"].concat());
    let content = [b"BT /F1 12 Tf 16 TL 57 770 Td\n".to_vec(), lines.collect::<Vec<_>>().concat(), b"ET".to_vec()].concat();
    let stream = [format!("<</Length {}>>stream\n", content.len()).as_bytes(), &content, b"\nendstream"].concat();
    vec![
        format!("<</Type/Catalog/Pages 2 0 R{in_catalog}>>").into_bytes(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_vec(),
        stream,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ]
}

fn escaped(line: &str) -> Vec<u8> {
    let bytes = line.chars().map(|character| u8::try_from(character).unwrap_or(b'?'));
    bytes.flat_map(|byte| if matches!(byte, b'(' | b')' | b'\\') { vec![b'\\', byte] } else { vec![byte] }).collect()
}

fn assemble(objects: &[Vec<u8>], in_trailer: &str) -> Vec<u8> {
    // Bytes above 127 in the second line say that the file is not text.
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        table += &format!("{:010} 00000 n \n", bytes.len());
        bytes.extend([format!("{number} 0 obj\n").as_bytes(), object, b"\nendobj\n"].concat());
    }
    let (start, size) = (bytes.len(), objects.len() + 1);
    bytes.extend(format!("{table}trailer\n<</Size {size}/Root 1 0 R{in_trailer}>>\nstartxref\n{start:010}\n%%EOF").into_bytes());
    bytes
}
