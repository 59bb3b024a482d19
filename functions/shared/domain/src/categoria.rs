//! What a quesito is about: categories, as versioned data (`data/categorie.json`).
//!
//! A quesito keeps the version it was sent with, so that it can be read later with the words of its day.

use jiff::civil::Date;

/// One version of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Categorie {
    /// 1, 2, 3...
    pub versione: u32,
    /// The first day it was in force, in Europe/Rome.
    pub dal: Date,
    /// In the order in which they are shown.
    pub voci: &'static [Categoria],
}

/// One category.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Categoria {
    /// Stays the same from version to version: `mav`.
    pub codice: &'static str,
    pub nome: Traduzione,
    /// The term for the answer, in calendar days.
    pub giorni_risposta: u16,
    /// Its place in [`SPIEGAZIONI`].
    pub(crate) spiegazione: usize,
}

/// What a category is about, for who chooses one: apart, since who only reads its name need not have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spiegazione {
    /// In plain words for a family.
    pub descrizione: Traduzione,
    pub esempi: &'static [Traduzione],
}

/// The same text in each language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Traduzione {
    pub it: &'static str,
    pub en: &'static str,
}

impl Categorie {
    #[must_use]
    pub fn find(&self, codice: &str) -> Option<&'static Categoria> {
        self.voci.iter().find(|categoria| categoria.codice == codice)
    }
}

impl Categoria {
    #[must_use]
    #[expect(clippy::expect_used, reason = "both tables are written by the same build")]
    pub fn spiegazione(&self) -> &'static Spiegazione {
        SPIEGAZIONI.get(self.spiegazione).expect("one for each category")
    }
}

static VERSIONI: &[Categorie] = include!(concat!(env!("OUT_DIR"), "/categorie.rs"));
static SPIEGAZIONI: &[Spiegazione] = include!(concat!(env!("OUT_DIR"), "/spiegazioni.rs"));

/// The version that new quesiti are sent with: the last one.
#[must_use]
#[expect(clippy::expect_used, reason = "embedded data, looked at by this module's tests before it can ship")]
pub fn corrente() -> &'static Categorie {
    VERSIONI.last().expect("at least one version in data/categorie.json")
}

/// The version with this number, if there is one.
#[must_use]
pub fn versione(versione: u32) -> Option<&'static Categorie> {
    VERSIONI.iter().find(|categorie| categorie.versione == versione)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn codes(categorie: &Categorie) -> Vec<&str> {
        categorie.voci.iter().map(|categoria| categoria.codice).collect()
    }

    #[test]
    fn versions() {
        let first = versione(1).expect("version 1");
        assert_eq!(codes(first), ["mav", "anagrafiche", "contributi", "rapporti_di_lavoro", "avviso_bonario"]);
        assert_eq!(first.find("mav").expect("mav").nome.it, "MAV");
        assert_eq!(first.find("regolarizzazioni"), None);

        assert_eq!(corrente().versione, 2);
        assert_eq!(corrente().find("mav").expect("mav").nome.it, "Avviso pagoPA (ex MAV)");
        assert!(corrente().find("regolarizzazioni").is_some());
        assert_eq!(versione(0), None);
        assert_eq!(versione(3), None);
    }

    #[test]
    fn versions_follow_each_other_and_lose_nothing() {
        for (number, categorie) in (1..).zip(VERSIONI.iter()) {
            assert_eq!(categorie.versione, number);
            let unique: HashSet<_> = codes(categorie).into_iter().collect();
            assert_eq!(unique.len(), categorie.voci.len(), "version {number}");
        }
        for pair in VERSIONI.windows(2) {
            assert!(pair[0].dal < pair[1].dal);
            assert!(codes(&pair[0]).iter().all(|code| pair[1].find(code).is_some()));
        }
    }

    /// Sentences of at most 20 words; nothing missing in either language.
    #[test]
    fn plain_words() {
        for categoria in VERSIONI.iter().flat_map(|categorie| categorie.voci) {
            assert!(categoria.giorni_risposta > 0);
            let Spiegazione { descrizione, esempi } = categoria.spiegazione();
            assert!((2..=4).contains(&esempi.len()), "{}", categoria.codice);
            for text in [&categoria.nome, descrizione].into_iter().chain(*esempi) {
                for text in [&text.it, &text.en] {
                    assert!(!text.trim().is_empty(), "{}", categoria.codice);
                    for sentence in text.split(['.', '?', '!', ':']) {
                        assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
                    }
                }
            }
        }
    }
}
