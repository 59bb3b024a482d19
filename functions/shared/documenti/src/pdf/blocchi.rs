//! The blocks that documents are made of: headings, sections, tables of facts, footers; and how they look.

use std::num::NonZeroU16;

use krilla::tagging::{TableHeaderScope, Tag};

use super::font::Family;
use super::layout::{Colour, Column, Heading, LEFT, Layout, Mark, PAGE, Style, WIDTH, block_height};

pub(crate) const BLUE: Colour = Colour(0, 64, 128);
pub(crate) const PALE: Colour = Colour(237, 244, 251);
const BLACK: Colour = Colour(23, 25, 28);
pub(crate) const GREY: Colour = Colour(74, 85, 98);
pub(crate) const LIGHT: Colour = Colour(208, 215, 222);

pub(crate) const BODY: Style = Style { family: Family::Regular, size: 10.0, colour: BLACK };
pub(crate) const STRONG: Style = Style { family: Family::Bold, ..BODY };
pub(crate) const LABEL: Style = Style { colour: GREY, ..BODY };
pub(crate) const SMALL: Style = Style { size: 8.5, ..LABEL };
pub(crate) const MONO: Style = Style { family: Family::Mono, size: 8.5, colour: BLACK };
pub(crate) const TITLE: Style = Style { family: Family::Bold, size: 21.0, colour: BLACK };
const SECTION: Style = Style { family: Family::Bold, size: 12.0, colour: BLUE };

/// Of the column of labels.
const LABELS: f32 = 140.0;
const VALUES: Column = Column { x: LEFT + LABELS, width: WIDTH - LABELS };

/// Who writes, above a line.
pub(crate) fn letterhead(layout: &mut Layout, istituto: &str, sede: &str) {
    for (text, style) in [(istituto, Style { size: 11.5, colour: BLUE, ..STRONG }), (sede, SMALL)] {
        let node = layout.node(None, Tag::P);
        layout.paragraph(node, text, style);
    }
    layout.advance(8.0);
    layout.rule(1.5, BLUE);
    layout.advance(15.0);
}

/// A heading; nothing when it has no words, which accessibility forbids (PDF/UA-1).
pub(crate) fn heading(layout: &mut Layout, text: &str, level: u16, style: Style) {
    if text.trim().is_empty() {
        return;
    }
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    let node = layout.node(None, Tag::Hn(level, Some(text.to_owned())));
    let entry = Heading { text: text.to_owned(), page: layout.pages.len() - 1, y: layout.y() };
    layout.headings.push(entry);
    layout.paragraph(node, text, style);
}

/// The heading of a section, on the page where `height` more points follow.
pub(crate) fn section(layout: &mut Layout, text: &str, height: f32) {
    layout.advance(12.0);
    layout.reserve(SECTION.leading() + height);
    heading(layout, text, 2, SECTION);
    layout.advance(2.0);
}

/// Rows of label and value. A row stays on one page.
pub(crate) fn facts(layout: &mut Layout, rows: &[(&str, String)], style: Style) {
    let table = layout.node(None, Tag::Table);
    for (label, value) in rows {
        let lines = layout.lines(value, style, VALUES.width);
        let height = block_height(&lines, style).max(LABEL.leading()) + 2.0;
        layout.reserve(height);
        let row = layout.node(Some(table), Tag::TR);
        let header = layout.node(Some(row), Tag::TH(TableHeaderScope::Row));
        let cell = layout.node(Some(row), Tag::TD);
        let top = layout.y();
        layout.place(Some(header), label, LABEL, Column { x: LEFT, width: LABELS - 8.0 }, top);
        layout.place_lines(Some(cell), lines, style, VALUES.x, top);
        layout.advance(height);
    }
}

/// On every page the `segnatura`, and what `pagina` makes of its number and of how many there are.
pub(crate) fn footers(layout: &mut Layout, segnatura: &str, pagina: impl Fn(&str, &str) -> String) {
    const Y: f32 = PAGE.1 - 48.0;
    let pages = std::mem::take(&mut layout.pages);
    let pagine = pages.len().to_string();
    for (index, marks) in pages.into_iter().enumerate() {
        layout.pages.push(marks);
        layout.mark(Mark::Box { x: LEFT, y: Y - 6.0, width: WIDTH, height: 0.5, colour: LIGHT });
        layout.place(None, segnatura, SMALL, Column::FULL, Y);
        let pagina = pagina(&(index + 1).to_string(), &pagine);
        layout.place_right(None, &pagina, SMALL, Column::FULL, Y);
    }
}
