//! What is on the receipt, from top to bottom.

use krilla::tagging::{ListNumbering, Tag};

use super::testi::{TESTI, filled};
use super::{Ricevuta, Soggetto, Verso};
use crate::pdf::blocchi::{BLUE, BODY, LABEL, MONO, PALE, SMALL, STRONG, TITLE, facts, footers, heading, letterhead, section};
use crate::pdf::layout::{Column, LEFT, Layout, Mark, Style, WIDTH, block_height};

mod documenti;

const LIST_INDENT: f32 = 12.0;

pub(super) fn compose(layout: &mut Layout, dati: &Ricevuta) {
    letterhead(layout, &TESTI.istituto, &sede(dati, &TESTI.sede));
    heading(layout, TESTI.titolo(dati.verso), 1, TITLE);
    let node = layout.node(None, Tag::P);
    layout.paragraph(node, &TESTI.servizio, Style { size: 11.0, ..LABEL });
    layout.advance(12.0);
    registration(layout, dati);
    communication(layout, dati);
    answer(layout, dati);
    documenti::table(layout, dati);
    verification(layout);
    law(layout);
    footers(layout, &dati.protocollo.to_string(), |pagina, pagine| filled(&TESTI.pagina, &[("pagina", pagina), ("pagine", pagine)]));
}

fn sede(dati: &Ricevuta, template: &str) -> String {
    filled(template, &[("nome", dati.nome_sede.trim()), ("indirizzo", dati.indirizzo_sede.trim())])
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
    let (data, momento) = TESTI.quando(dati.verso);
    for (label, value) in [
        (TESTI.numero.as_str(), dati.protocollo.numero.to_string()),
        (data, TESTI.data_estesa(dati.presentata.date())),
        (momento, filled(&TESTI.ora_italiana, &[("ora", &ora)])),
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
    layout.paragraph(node, TESTI.attestazione(dati.verso), BODY);
}

fn communication(layout: &mut Layout, dati: &Ricevuta) {
    section(layout, &TESTI.comunicazione, 60.0);
    let datore = soggetto(&TESTI.soggetto, &dati.datore);
    let mut rows = match dati.verso {
        Verso::Uscita => vec![(TESTI.mittente.as_str(), sede(dati, &TESTI.ufficio)), (&TESTI.destinatario, datore)],
        Verso::Presentazione | Verso::Entrata => vec![(TESTI.mittente.as_str(), datore)],
    };
    if let Some(delegato) = &dati.delegato {
        rows.push((&TESTI.delegato, soggetto(&TESTI.soggetto_delegato, delegato)));
    }
    rows.extend(dati.rapporto.iter().map(|rapporto| (TESTI.rapporto.as_str(), rapporto.to_string())));
    rows.extend(dati.lavoratore.iter().map(|lavoratore| (TESTI.lavoratore.as_str(), lavoratore.trim().to_owned())));
    rows.push((&TESTI.categoria, dati.categoria.clone()));
    rows.push((&TESTI.oggetto, dati.oggetto.as_str().to_owned()));
    rows.extend(dati.collegata_a.iter().map(|protocollo| (TESTI.collegata.as_str(), protocollo.to_string())));
    facts(layout, &rows, BODY);
}

fn soggetto(template: &str, soggetto: &Soggetto) -> String {
    filled(template, &[("nome", soggetto.nome.trim()), ("codice_fiscale", soggetto.codice_fiscale.as_str())])
}

/// Until when the office answers: on what opens a thread only.
fn answer(layout: &mut Layout, dati: &Ricevuta) {
    let Some(termine) = dati.termine else { return };
    section(layout, &TESTI.risposta, 90.0);
    let days = termine.duration_since(dati.presentata.date()).as_hours() / 24;
    let node = layout.node(None, Tag::P);
    let entro = filled(&TESTI.termine, &[("data", &TESTI.data_estesa(termine))]);
    layout.paragraph(node, &entro, Style { size: 12.0, ..STRONG });
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
    let rows: Vec<_> = TESTI.verifica_comandi.iter().map(|riga| (riga.sistema.as_str(), riga.comando.clone())).collect();
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
