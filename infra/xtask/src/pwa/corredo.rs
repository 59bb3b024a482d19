//! What an area wants beside its code: the texts that it says, the style sheets of its pages.

use crate::pwa::css::Foglio;

/// Groups of texts (`pwa/testi.rs`) beyond those that everything begins with.
pub fn parole(area: &str) -> &'static [usize] {
    match area {
        "inizio" | "conto" | "spedizione" => &[],
        "coda" | "banco" | "persone" | "sede" => &[1, 3],
        "informazioni" => &[2],
        _ => &[3],
    }
}

/// Sheets beyond the first.
pub fn fogli(area: &str) -> &'static [Foglio] {
    match area {
        "inizio" | "conto" | "accesso" | "informazioni" | "spedizione" => &[],
        "coda" | "banco" | "persone" | "sede" => &[Foglio::Altri, Foglio::Ufficio],
        _ => &[Foglio::Altri],
    }
}
