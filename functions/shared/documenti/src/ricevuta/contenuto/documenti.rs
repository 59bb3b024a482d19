//! The table of the registered documents: the text of the message first, then the attachments in their order.

use cassetto_domain::sha256::Sha256;
use krilla::tagging::{TableHeaderScope, Tag};

use crate::pdf::blocchi::{BODY, GREY, LIGHT, MONO, SMALL, STRONG, section};
use crate::pdf::layout::{Column, LEFT, Layout, NodeId, Style, WIDTH, block_height};
use crate::ricevuta::Ricevuta;
use crate::ricevuta::testi::{TESTI, migliaia};

const BYTES: f32 = 70.0;
const KIND: f32 = 60.0;
const NAME: Column = Column { x: LEFT, width: WIDTH - KIND - BYTES - 12.0 };
const KINDS: Column = Column { x: LEFT + WIDTH - BYTES - KIND, width: KIND };
const SIZES: Column = Column { x: LEFT + WIDTH - BYTES, width: BYTES };
const HEAD: Style = Style { size: 9.0, colour: GREY, ..STRONG };
const PADDING: f32 = 5.0;
const HEAD_HEIGHT: f32 = HEAD.leading() + SMALL.leading() + 4.0;

struct Riga<'a> {
    nome: &'a str,
    tipo: &'a str,
    /// Not known any more of what was redacted.
    dimensione: Option<u64>,
    sha256: Sha256,
}

pub(super) fn table(layout: &mut Layout, dati: &Ricevuta) {
    section(layout, &TESTI.documenti, HEAD_HEIGHT + 60.0);
    let table = layout.node(None, Tag::Table);
    let head = layout.node(Some(table), Tag::THead);
    let body = layout.node(Some(table), Tag::TBody);
    head_row(layout, Some(head));

    let testo =
        Riga { nome: &TESTI.testo_messaggio, tipo: &TESTI.tipo_testo, dimensione: dati.testo.dimensione, sha256: dati.testo.sha256 };
    let allegati = dati.allegati.iter().map(|allegato| Riga {
        nome: allegato.nome.as_deref().unwrap_or(&TESTI.oscurato),
        tipo: TESTI.tipo_file(allegato.tipo),
        dimensione: Some(allegato.dimensione),
        sha256: allegato.sha256,
    });
    for riga in std::iter::once(testo).chain(allegati) {
        body_row(layout, body, &riga);
    }
}

/// Without a node it is the repetition on a further page.
fn head_row(layout: &mut Layout, head: Option<NodeId>) {
    let row = head.map(|head| layout.node(Some(head), Tag::TR));
    let cell = |layout: &mut Layout| row.map(|row| layout.node(Some(row), Tag::TH(TableHeaderScope::Column)));
    let top = layout.y();
    let node = cell(layout);
    layout.place(node, &TESTI.documento, HEAD, NAME, top);
    let node = cell(layout);
    layout.place(node, &TESTI.tipo, HEAD, KINDS, top);
    let node = cell(layout);
    layout.place_right(node, &TESTI.byte, HEAD, SIZES, top);
    let node = cell(layout);
    layout.place(node, &TESTI.impronta, SMALL, NAME, top + HEAD.leading());
    layout.advance(HEAD_HEIGHT);
    layout.rule(0.8, GREY);
}

fn body_row(layout: &mut Layout, body: NodeId, riga: &Riga<'_>) {
    let lines = layout.lines(riga.nome, BODY, NAME.width);
    let name_height = block_height(&lines, BODY);
    let height = 2.0 * PADDING + name_height + 2.0 + MONO.leading();
    if layout.reserve(height) {
        head_row(layout, None);
    }

    let row = layout.node(Some(body), Tag::TR);
    let top = layout.y() + PADDING;
    let node = layout.node(Some(row), Tag::TD);
    layout.place_lines(Some(node), lines, BODY, NAME.x, top);
    let node = layout.node(Some(row), Tag::TD);
    layout.place(Some(node), riga.tipo, BODY, KINDS, top);
    let node = layout.node(Some(row), Tag::TD);
    layout.place_right(Some(node), &riga.dimensione.map_or_else(|| TESTI.ignota.clone(), migliaia), BODY, SIZES, top);
    let node = layout.node(Some(row), Tag::TD);
    let digits = riga.sha256.to_string();
    layout.place_actual(node, &in_groups(&digits), digits, MONO, NAME.x, top + name_height + 2.0);
    layout.advance(height);
    layout.rule(0.5, LIGHT);
}

/// Eight digits at a time, so that two of them can be compared by eye.
fn in_groups(digits: &str) -> String {
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && index % 8 == 0 {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}
