//! Comma-separated values (RFC 4180): CRLF, quotes where they are needed, and nothing that a spreadsheet would take for a formula.

use cassetto_api::fascicolo::{CaricoVoce, Cruscotto, FigureCategoria};
use cassetto_domain::profilo;

const HEADER: [&str; 18] = [
    "sede",
    "gestione",
    "codice",
    "categoria",
    "mese",
    "presentate",
    "accolte",
    "respinte",
    "giorni_p50",
    "giorni_p90",
    "aperte",
    "in_carico",
    "in_attesa",
    "in_tempo",
    "in_scadenza",
    "scade_oggi",
    "scaduto",
    "fermo",
];

/// One row a category and month. The load is of now: it stands in the current month's rows.
pub fn write(cruscotto: &Cruscotto) -> String {
    let mut text = String::new();
    row(&mut text, HEADER.map(str::to_owned));
    for figure in &cruscotto.categorie {
        let [gestione, codice, nome] = names(figure);
        let mesi = &figure.figure.mesi;
        for (index, mese) in mesi.iter().enumerate() {
            let days = |days: Option<u16>| days.map(|days| days.to_string()).unwrap_or_default();
            let counts = [mese.presentate, mese.accolte, mese.respinte].map(|count| count.to_string());
            let load = if index + 1 == mesi.len() { load(&figure.figure.carico) } else { Default::default() };
            let first = [cruscotto.sede.codice.clone(), gestione.clone(), codice.clone(), nome.clone(), mese.mese.clone()];
            row(&mut text, first.into_iter().chain(counts).chain([days(mese.p50), days(mese.p90)]).chain(load));
        }
    }
    text
}

/// Gestione, code and Italian name of the category.
fn names(figure: &FigureCategoria) -> [String; 3] {
    let gestione = figure.gestione.into();
    let codice = &figure.categoria.codice;
    let nome = profilo::corrente(gestione).argomento(codice).map_or_else(String::new, |categoria| categoria.nome.it.to_owned());
    let gestione = serde_json::to_value(figure.gestione).ok().and_then(|value| value.as_str().map(str::to_owned));
    [gestione.unwrap_or_default(), codice.clone(), nome]
}

fn load(carico: &CaricoVoce) -> [String; 8] {
    let CaricoVoce { aperte, in_carico, in_attesa, in_tempo, in_scadenza, scade_oggi, scaduto, fermo } = *carico;
    [aperte, in_carico, in_attesa, in_tempo, in_scadenza, scade_oggi, scaduto, fermo].map(|count| count.to_string())
}

fn row(text: &mut String, cells: impl IntoIterator<Item = String>) {
    for (index, value) in cells.into_iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        text.push_str(&cell(&value));
    }
    text.push_str("\r\n");
}

/// A value as a cell. An apostrophe comes before what a spreadsheet would calculate.
fn cell(value: &str) -> String {
    let formula = value.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let value = if formula { format!("'{value}") } else { value.to_owned() };
    if value.contains([',', '"', '\r', '\n']) { format!("\"{}\"", value.replace('"', "\"\"")) } else { value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (value, expected) in [
            ("", ""),
            ("Contributi", "Contributi"),
            ("Avviso bonario / Accertamento", "Avviso bonario / Accertamento"),
            ("uno, due", "\"uno, due\""),
            ("detto \"così\"", "\"detto \"\"così\"\"\""),
            ("a\r\nb", "\"a\r\nb\""),
            ("=1+1", "'=1+1"),
            ("+39", "'+39"),
            ("-2", "'-2"),
            ("@SUM(A1,A2)", "\"'@SUM(A1,A2)\""),
            ("\tx", "'\tx"),
            ("2-1", "2-1"),
        ] {
            assert_eq!(cell(value), expected, "{value:?}");
        }
    }

    #[test]
    fn a_row_ends_as_the_rule_says() {
        let mut text = String::new();
        row(&mut text, ["a".to_owned(), String::new(), "b,c".to_owned()]);
        assert_eq!(text, "a,,\"b,c\"\r\n");
    }
}
