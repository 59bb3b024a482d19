//! Whether what is written in a photograph is likely to be legible. A doubt is said, never a refusal.

/// Long side in pixels of an A4 page at 110 dpi: QI 3.6, "marginal", for letters of 10 points (see `piano`).
const LATO_LEGGIBILE: u32 = 1_286;

/// Of the measure in `lavoratori/foto.js`; ADR 0023 has the samples it was set on.
const NITIDEZZA_MINIMA: f64 = 0.12;

/// Of 255. Paper is the lightest thing in a photograph of a page: when even a tenth of it isn't half as light as white on a screen,
/// ink and paper are too near.
const LUCE_MINIMA: f64 = 96.0;

/// What was measured.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Misure {
    /// Of what is sent.
    pub lato: u32,
    pub nitidezza: f64,
    /// From 0 to 255.
    pub luce: f64,
}

/// Why it may not be legible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dubbio {
    Sfocata,
    Buia,
    Piccola,
}

/// What a picture is likely to show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Soggetto {
    Foglio,
    /// Of a screen: small and dark ones can be read all the same.
    Schermata,
}

/// The worst doubt, if there is any.
pub fn dubbio(misure: Misure, soggetto: Soggetto) -> Option<Dubbio> {
    let foglio = soggetto == Soggetto::Foglio;
    if foglio && misure.luce < LUCE_MINIMA {
        Some(Dubbio::Buia)
    } else if misure.nitidezza < NITIDEZZA_MINIMA {
        Some(Dubbio::Sfocata)
    } else if foglio && misure.lato < LATO_LEGGIBILE {
        Some(Dubbio::Piccola)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts() {
        let good = Misure { lato: 2_600, nitidezza: 1.5, luce: 220.0 };
        for (misure, foglio, schermata) in [
            (good, None, None),
            (Misure { nitidezza: 0.1, ..good }, Some(Dubbio::Sfocata), Some(Dubbio::Sfocata)),
            (Misure { luce: 40.0, ..good }, Some(Dubbio::Buia), None),
            (Misure { luce: 40.0, nitidezza: 0.1, ..good }, Some(Dubbio::Buia), Some(Dubbio::Sfocata)),
            (Misure { lato: 1_000, ..good }, Some(Dubbio::Piccola), None),
        ] {
            assert_eq!(dubbio(misure, Soggetto::Foglio), foglio, "{misure:?}");
            assert_eq!(dubbio(misure, Soggetto::Schermata), schermata, "{misure:?}");
        }
    }
}
