//! What an area wants beside its code: the page around it, the texts that it says, the style sheets of its pages.

use crate::pwa::css::Foglio;

/// The page that a part is always in: what that has need not come again.
pub fn pagina(area: &str) -> Option<&'static str> {
    match area {
        "fianco" | "lavoratore" | "seguito" => Some("quesito"),
        "vincolo" | "domanda" | "controlla" => Some("nuovo"),
        "mosse" => Some("banco"),
        "pagine" | "ritocco" => Some("allegati"),
        _ => None,
    }
}

/// Groups of texts (`pwa/testi.rs`) beyond those that everything begins with. One that is forgotten is said in the console.
pub fn parole(area: &str) -> &'static [usize] {
    match area {
        "inizio" | "conto" | "foto" | "ripresa" | "salvataggio" => &[],
        "coda" | "banco" | "mosse" | "persone" | "scrivi" | "sede" => &[1, 5],
        "informazioni" => &[2],
        "allegati" | "ritocco" | "pagine" | "nuovo" | "controlla" | "uscita" | "inviato" | "bozze" | "attesa" | "presa" | "vincolo"
        | "domanda" => &[3, 5],
        "contatti" | "avvisi" | "deleghe" | "delega" => &[4, 5],
        _ => &[5],
    }
}

/// Sheets beyond the first.
pub fn fogli(area: &str) -> &'static [Foglio] {
    match area {
        "inizio" | "conto" | "accesso" | "informazioni" | "spedizione" | "foto" | "carico" | "sveglia" | "ripresa" | "salvataggio" => &[],
        "coda" | "banco" | "mosse" | "persone" | "scrivi" | "sede" => &[Foglio::Altri, Foglio::Ufficio],
        "allegati" | "ritocco" | "pagine" | "galleria" => &[Foglio::Altri, Foglio::Foto],
        _ => &[Foglio::Altri],
    }
}
