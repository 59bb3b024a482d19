//! What is on the receipt, from top to bottom.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, TableHeaderScope, Tag};

use super::testi::{TESTI, filled};
use super::{Ricevuta, Soggetto};
use crate::pdf::font::Family;
use crate::pdf::layout::{Colour, Column, Heading, LEFT, Layout, Mark, PAGE, Style, WIDTH, block_height};

mod documenti;

const BLUE: Colour = Colour(0, 64, 128);
const PALE: Colour = Colour(237, 244, 251);
const BLACK: Colour = Colour(23, 25, 28);
const GREY: Colour = Colour(74, 85, 98);
const LIGHT: Colour = Colour(208, 215, 222);

const BODY: Style = Style { family: Family::Regular, size: 10.0, colour: BLACK };
const STRONG: Style = Style { family: Family::Bold, ..BODY };
const LABEL: Style = Style { colour: GREY, ..BODY };
const SMALL: Style = Style { size: 8.5, ..LABEL };
const MONO: Style = Style { family: Family::Mono, size: 8.5, colour: BLACK };
const TITLE: Style = Style { family: Family::Bold, size: 21.0, colour: BLACK };
const SECTION: Style = Style { family: Family::Bold, size: 12.0, colour: BLUE };

/// Of the column of labels.
const LABELS: f32 = 140.0;
const VALUES: Column = Column { x: LEFT + LABELS, width: WIDTH - LABELS };
const LIST_INDENT: f32 = 12.0;

pub(super) fn compose(layout: &mut Layout, dati: &Ricevuta) {
    letterhead(layout, dati);
    registration(layout, dati);
    communication(layout, dati);
    answer(layout, dati);
    documenti::table(layout, dati);
    verification(layout);
    law(layout);
    footers(layout, &dati.protocollo.to_string());
}

fn letterhead(layout: &mut Layout, dati: &Ricevuta) {
    let sede = filled(&TESTI.sede, &[("nome", dati.nome_sede.trim()), ("indirizzo", dati.indirizzo_sede.trim())]);
    for (text, style) in [(&TESTI.istituto, Style { size: 11.5, colour: BLUE, ..STRONG }), (&sede, SMALL)] {
        let node = layout.node(None, Tag::P);
        layout.paragraph(node, text, style);
    }
    layout.advance(8.0);
    layout.rule(1.5, BLUE);
    layout.advance(15.0);

    heading(layout, &TESTI.titolo, 1, TITLE);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &TESTI.servizio, Style { size: 11.0, ..LABEL });
    layout.advance(12.0);
}

/// The box with the protocol: what a person looks for.
fn registration(layout: &mut Layout, dati: &Ricevuta) {
    const PADDING: f32 = 13.0;
    let inner = Column { x: LEFT + PADDING + 4.0, width: WIDTH - 2.0 * PADDING - 4.0 };
    let large = Style { size: 19.0, ..STRONG };
    let segnatura = dati.protocollo.to_string();
    let large_lines = layout.lines(&segnatura, large, inner.width);
    let large_height = block_height(&large_lines, large);
    let cell_height = SMALL.leading() + STRONG.leading() + 1.0;
    let height = 2.0 * PADDING + SMALL.leading() + large_height + 8.0 + cell_height;

    layout.reserve(height);
    let top = layout.y();
    layout.mark(Mark::Box { x: LEFT, y: top, width: WIDTH, height, colour: PALE });
    layout.mark(Mark::Box { x: LEFT, y: top, width: 4.0, height, colour: BLUE });

    let mut y = top + PADDING;
    let node = layout.node(None, Tag::P);
    y += layout.place(Some(node), &TESTI.segnatura, SMALL, inner, y);
    let node = layout.node(None, Tag::P);
    layout.place_lines(Some(node), large_lines, large, inner.x, y);
    y += large_height + 8.0;

    let ora = dati.presentata.time();
    let ora = format!("{:02}:{:02}:{:02}", ora.hour(), ora.minute(), ora.second());
    let third = inner.width / 3.0;
    let mut x = inner.x;
    for (label, value) in [
        (&TESTI.numero, dati.protocollo.numero.to_string()),
        (&TESTI.data, TESTI.data_estesa(dati.presentata.date())),
        (&TESTI.ora, filled(&TESTI.ora_italiana, &[("ora", &ora)])),
    ] {
        let column = Column { x, width: third };
        let node = layout.node(None, Tag::P);
        layout.place(Some(node), label, SMALL, column, y);
        let node = layout.node(None, Tag::P);
        layout.place(Some(node), &value, STRONG, column, y + SMALL.leading() + 1.0);
        x += third;
    }

    layout.advance(height + 9.0);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &TESTI.attestazione, BODY);
}

fn communication(layout: &mut Layout, dati: &Ricevuta) {
    section(layout, &TESTI.comunicazione, 60.0);
    let mut rows = vec![(&TESTI.mittente, soggetto(&TESTI.soggetto, &dati.mittente))];
    if let Some(delegato) = &dati.delegato {
        rows.push((&TESTI.delegato, soggetto(&TESTI.soggetto_delegato, delegato)));
    }
    rows.extend([
        (&TESTI.rapporto, dati.rapporto.to_string()),
        (&TESTI.lavoratore, dati.lavoratore.trim().to_owned()),
        (&TESTI.categoria, dati.categoria.clone()),
        (&TESTI.oggetto, dati.oggetto.as_str().to_owned()),
    ]);
    facts(layout, &rows, BODY);
}

fn soggetto(template: &str, soggetto: &Soggetto) -> String {
    filled(template, &[("nome", soggetto.nome.trim()), ("codice_fiscale", soggetto.codice_fiscale.as_str())])
}

fn answer(layout: &mut Layout, dati: &Ricevuta) {
    section(layout, &TESTI.risposta, 90.0);
    let days = dati.termine.duration_since(dati.presentata.date()).as_hours() / 24;
    let node = layout.node(None, Tag::P);
    let termine = filled(&TESTI.termine, &[("data", &TESTI.data_estesa(dati.termine))]);
    layout.paragraph(node, &termine, Style { size: 12.0, ..STRONG });
    layout.advance(2.0);
    for text in [&filled(&TESTI.termine_spiegazione, &[("giorni", &TESTI.giorni(days))]), &TESTI.silenzio] {
        let node = layout.node(None, Tag::P);
        layout.paragraph(node, text, BODY);
        layout.advance(3.0);
    }
}

fn verification(layout: &mut Layout) {
    section(layout, &TESTI.verifica, 130.0);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &TESTI.verifica_spiegazione, BODY);
    layout.advance(4.0);
    let rows: Vec<_> = TESTI.verifica_comandi.iter().map(|riga| (&riga.sistema, riga.comando.clone())).collect();
    facts(layout, &rows, Style { size: 9.5, ..MONO });
    layout.advance(4.0);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &TESTI.verifica_testo, SMALL);
}

fn law(layout: &mut Layout) {
    section(layout, &TESTI.norme, 30.0);
    let list = layout.node(None, Tag::L(ListNumbering::Disc));
    let column = Column { x: LEFT + LIST_INDENT, width: WIDTH - LIST_INDENT };
    for text in &TESTI.norme_elenco {
        let height = block_height(&layout.lines(text, SMALL, column.width), SMALL);
        layout.reserve(height);
        let item = layout.node(Some(list), Tag::LI);
        let (label, body) = (layout.node(Some(item), Tag::Lbl), layout.node(Some(item), Tag::LBody));
        let top = layout.y();
        layout.place(Some(label), "•", SMALL, Column::FULL, top);
        layout.place(Some(body), text, SMALL, column, top);
        layout.advance(height + 2.0);
    }
}

fn heading(layout: &mut Layout, text: &str, level: u16, style: Style) {
    let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
    let node = layout.node(None, Tag::Hn(level, Some(text.to_owned())));
    let entry = Heading { text: text.to_owned(), page: layout.pages.len() - 1, y: layout.y() };
    layout.headings.push(entry);
    layout.paragraph(node, text, style);
}

/// The heading of a section, on the page where `height` more points follow.
fn section(layout: &mut Layout, text: &str, height: f32) {
    layout.advance(12.0);
    layout.reserve(SECTION.leading() + height);
    heading(layout, text, 2, SECTION);
    layout.advance(2.0);
}

/// Rows of label and value. A row stays on one page.
fn facts(layout: &mut Layout, rows: &[(&String, String)], style: Style) {
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

fn footers(layout: &mut Layout, segnatura: &str) {
    const Y: f32 = PAGE.1 - 48.0;
    let pages = std::mem::take(&mut layout.pages);
    let pagine = pages.len().to_string();
    for (index, marks) in pages.into_iter().enumerate() {
        layout.pages.push(marks);
        layout.mark(Mark::Box { x: LEFT, y: Y - 6.0, width: WIDTH, height: 0.5, colour: LIGHT });
        layout.place(None, segnatura, SMALL, Column::FULL, Y);
        let pagina = filled(&TESTI.pagina, &[("pagina", &(index + 1).to_string()), ("pagine", &pagine)]);
        layout.place_right(None, &pagina, SMALL, Column::FULL, Y);
    }
}
