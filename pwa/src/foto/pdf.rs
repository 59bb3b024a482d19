//! Photographs as the pages of one PDF: each JPEG as it is, on an A4 page that stands or lies as it does.

use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, TextStr};

/// Bytes that a page adds to its JPEG, and more.
pub const BYTE_PER_PAGINA: u64 = 1_024;

/// A4 in points.
const A4: (f32, f32) = (595.276, 841.89);

/// A JPEG in three components.
pub struct Pagina {
    pub jpeg: Vec<u8>,
    pub larghezza: u32,
    pub altezza: u32,
}

/// The whole file.
pub fn write(titolo: &str, pagine: &[Pagina]) -> Vec<u8> {
    let mut next = Ref::new(1);
    let (catalog, tree, info) = (next.bump(), next.bump(), next.bump());
    let ids: Vec<[Ref; 3]> = pagine.iter().map(|_| [next.bump(), next.bump(), next.bump()]).collect();
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(tree);
    pdf.document_info(info).title(TextStr(titolo));
    pdf.pages(tree).kids(ids.iter().map(|[page, ..]| *page)).count(i32::try_from(ids.len()).unwrap_or(i32::MAX));
    for (pagina, [page, image, content]) in pagine.iter().zip(ids) {
        write_page(&mut pdf, pagina, tree, [page, image, content]);
    }
    pdf.finish()
}

fn write_page(pdf: &mut Pdf, pagina: &Pagina, tree: Ref, [page, image, content]: [Ref; 3]) {
    const NOME: Name<'static> = Name(b"F");
    let (wide, high) = (float(pagina.larghezza), float(pagina.altezza));
    let (paper_wide, paper_high) = if wide > high { (A4.1, A4.0) } else { A4 };
    let scale = (paper_wide / wide).min(paper_high / high);
    let (shown_wide, shown_high) = (wide * scale, high * scale);

    let mut written = pdf.page(page);
    written.parent(tree).media_box(Rect::new(0.0, 0.0, paper_wide, paper_high)).contents(content);
    written.resources().x_objects().pair(NOME, image);
    written.finish();

    let mut picture = pdf.image_xobject(image, &pagina.jpeg);
    picture.filter(Filter::DctDecode);
    picture.width(i32::try_from(pagina.larghezza).unwrap_or(i32::MAX)).height(i32::try_from(pagina.altezza).unwrap_or(i32::MAX));
    picture.color_space().device_rgb();
    picture.bits_per_component(8);
    picture.finish();

    let mut drawn = Content::new();
    let (left, bottom) = ((paper_wide - shown_wide) / 2.0, (paper_high - shown_high) / 2.0);
    drawn.transform([shown_wide, 0.0, 0.0, shown_high, left, bottom]).x_object(NOME);
    pdf.stream(content, &drawn.finish());
}

#[expect(clippy::cast_precision_loss, reason = "pixels, below 2^24")]
fn float(pixels: u32) -> f32 {
    pixels.max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(pdf: &[u8]) -> String {
        String::from_utf8_lossy(pdf).into_owned()
    }

    #[test]
    fn a_page_stands_or_lies_as_its_photograph_does() {
        let page = |larghezza, altezza| Pagina { jpeg: b"\xff\xd8jpeg\xff\xd9".to_vec(), larghezza, altezza };
        let written = text(&write("Busta paga", &[page(1_500, 2_000), page(2_000, 1_500)]));
        assert!(written.starts_with("%PDF-1.7") && written.trim_end().ends_with("%%EOF"));
        assert_eq!(written.matches("/DCTDecode").count(), 2);
        assert!(written.contains("/Count 2") && written.contains("(Busta paga)"));
        assert!(written.contains("[0 0 595.276 841.89]") && written.contains("[0 0 841.89 595.276]"));
    }
}
