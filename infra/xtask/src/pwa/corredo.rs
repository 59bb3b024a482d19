//! What an area wants beside its code: the page around it, the texts that it says, the style sheets of its pages.

use crate::pwa::css::Foglio;
use crate::pwa::testi::{ALTRE, COMUNI, DOCUMENTI, INFORMAZIONI, PERSONALI, SCRIVERE, UFFICIO};

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
        "coda" | "banco" | "mosse" | "persone" | "scrivi" | "sede" => &[UFFICIO, COMUNI],
        "informazioni" => &[INFORMAZIONI],
        "nuovo" | "vincolo" | "domanda" | "controlla" | "uscita" | "inviato" | "bozze" | "attesa" | "presa" => &[SCRIVERE, COMUNI],
        "allegati" | "ritocco" | "pagine" => &[DOCUMENTI, COMUNI],
        "contatti" | "avvisi" | "deleghe" | "delega" => &[PERSONALI, COMUNI],
        "carico" | "spedizione" | "sveglia" => &[COMUNI],
        _ => &[ALTRE, COMUNI],
    }
}

/// Sheets beyond the first.
pub fn fogli(area: &str) -> &'static [Foglio] {
    match area {
        "inizio" | "conto" | "accesso" | "informazioni" | "spedizione" | "foto" | "carico" | "sveglia" | "ripresa" => &[],
        "nuovo" | "vincolo" | "domanda" | "controlla" | "salvataggio" | "bozze" | "attesa" | "uscita" | "presa" => &[Foglio::Scritti],
        "allegati" | "ritocco" | "pagine" => &[Foglio::Foto],
        "contatti" | "avvisi" | "deleghe" | "delega" | "datori" => &[Foglio::Altri, Foglio::Personali],
        "persone" => &[Foglio::Altri, Foglio::Personali, Foglio::Ufficio],
        "coda" | "banco" | "mosse" | "scrivi" | "sede" => &[Foglio::Altri, Foglio::Ufficio],
        "galleria" => &[Foglio::Altri, Foglio::Personali, Foglio::Foto],
        _ => &[Foglio::Altri],
    }
}
