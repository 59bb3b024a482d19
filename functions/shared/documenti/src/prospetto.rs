//! A document to read: sections, facts and paragraphs, in the order given. The words are whoever's who makes it.

use jiff::civil::DateTime;
use krilla::metadata::Metadata;
use krilla::tagging::Tag;

use crate::DocumentoError;
use crate::pdf::blocchi::{BODY, LABEL, SMALL, TITLE, facts, footers, heading, letterhead, section};
use crate::pdf::font::Fonts;
use crate::pdf::layout::{Layout, Style};
use crate::pdf::print::print;
use crate::ricevuta::creation_date;
use crate::ricevuta::testi::filled;

/// What the document says. Most of it is personal data: there is no `Debug`.
#[derive(Clone)]
pub struct Prospetto {
    pub istituto: String,
    pub sede: String,
    pub titolo: String,
    pub sottotitolo: String,
    /// In the footer of every page, and what identifies the document.
    pub segnatura: String,
    /// With `{pagina}` and `{pagine}`.
    pub pagina: String,
    pub data: DateTime,
    pub blocchi: Vec<Blocco>,
}

/// A part of it.
#[derive(Clone)]
pub enum Blocco {
    Sezione(String),
    /// Labels and values.
    Fatti(Vec<(String, String)>),
    /// A text on any number of lines.
    Testo(String),
    /// The same, in small print.
    Nota(String),
}

/// The document as a PDF/A-2a that screen readers can read. The same data gives the same bytes.
///
/// # Errors
/// Only when the PDF can't be written; no text makes it fail.
pub fn prospetto(dati: &Prospetto) -> Result<Vec<u8>, DocumentoError> {
    let mut layout = Layout::new(Fonts::load()?);
    letterhead(&mut layout, &dati.istituto, &dati.sede);
    heading(&mut layout, &dati.titolo, 1, TITLE);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &dati.sottotitolo, Style { size: 11.0, ..LABEL });
    for blocco in &dati.blocchi {
        match blocco {
            Blocco::Sezione(titolo) => section(&mut layout, titolo, 40.0),
            Blocco::Fatti(righe) => {
                let righe: Vec<_> = righe.iter().map(|(nome, valore)| (nome.as_str(), valore.clone())).collect();
                facts(&mut layout, &righe, BODY);
            }
            Blocco::Testo(testo) => paragraphs(&mut layout, testo, BODY),
            Blocco::Nota(testo) => paragraphs(&mut layout, testo, SMALL),
        }
        layout.advance(4.0);
    }
    footers(&mut layout, &dati.segnatura, |pagina, pagine| filled(&dati.pagina, &[("pagina", pagina), ("pagine", pagine)]));
    let metadata = Metadata::new()
        .title(format!("{} {}", dati.titolo, dati.segnatura))
        .authors(vec![dati.istituto.clone()])
        .document_id(dati.segnatura.clone())
        .creation_date(creation_date(dati.data));
    print(layout, metadata)
}

fn paragraphs(layout: &mut Layout, testo: &str, style: Style) {
    for line in testo.lines() {
        if line.trim().is_empty() {
            layout.advance(style.leading());
        } else {
            let node = layout.node(None, Tag::P);
            layout.paragraph(node, line, style);
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::datetime;
    use lopdf::Document;
    use proptest::prelude::*;

    use super::*;

    fn dati(blocchi: Vec<Blocco>) -> Prospetto {
        Prospetto {
            istituto: "Istituto".to_owned(),
            sede: "Sede di Roma".to_owned(),
            titolo: "Comunicazione".to_owned(),
            sottotitolo: "Cassetto".to_owned(),
            segnatura: "INPS.7000.06/07/2026.0123456".to_owned(),
            pagina: "Pagina {pagina} di {pagine}".to_owned(),
            data: datetime(2026, 7, 6, 9, 5, 7, 0),
            blocchi,
        }
    }

    #[test]
    fn long_texts_go_on_and_nothing_is_lost() {
        let lines: Vec<String> = (0..200).map(|number| format!("riga-{number}")).collect();
        let blocchi = vec![
            Blocco::Sezione("Messaggio".to_owned()),
            Blocco::Fatti(vec![("Da".to_owned(), "Anna".to_owned())]),
            Blocco::Testo(lines.join("\n\n")),
            Blocco::Nota("Nota".to_owned()),
        ];
        let bytes = prospetto(&dati(blocchi.clone())).expect("a PDF");
        assert_eq!(bytes, prospetto(&dati(blocchi)).expect("a PDF"));
        let document = Document::load_mem(&bytes).expect("a valid PDF");
        let pages: Vec<u32> = document.get_pages().keys().copied().collect();
        let text = document.extract_text(&pages).expect("its text");
        assert!(pages.len() > 3 && lines.iter().all(|line| text.contains(line)) && text.contains("Nota"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn no_text_makes_it_fail(text in any::<String>(), label in any::<String>(), value in any::<String>()) {
            let blocchi = vec![Blocco::Sezione(label.clone()), Blocco::Fatti(vec![(label, value)]), Blocco::Testo(text.clone()), Blocco::Nota(text)];
            prop_assert!(prospetto(&dati(blocchi)).is_ok());
        }
    }
}
