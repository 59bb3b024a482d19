//! Ready-made answers of the office, as versioned data (`data/modelli.json`): a text with places that a quesito fills in.
//!
//! They are a beginning: what stands in square brackets is for the operator to write, who reads and finishes it before it is sent.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

/// One version of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modelli {
    /// 1, 2, 3...
    pub versione: u32,
    /// The first day it was in force, in Europe/Rome.
    pub dal: Date,
    /// In the order in which they are shown.
    pub voci: Vec<Modello>,
}

/// One ready-made answer, in Italian: what an office writes is an act of its own language.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Modello {
    /// Stays the same from version to version.
    pub codice: String,
    pub titolo: String,
    /// The categories of lavoro domestico that it is for; none means any, of whatever gestione.
    pub categorie: Vec<String>,
    /// With places such as `{nome}`.
    pub testo: String,
}

/// What a place is filled in with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Posto {
    Nome,
    Protocollo,
    Oggetto,
    Lavoratore,
    Rapporto,
    Termine,
    Sede,
}

/// What is known of a quesito.
#[derive(Debug, Clone, Copy)]
pub struct Valori<'a> {
    /// Name and surname of the employer.
    pub nome: &'a str,
    /// As it is printed.
    pub protocollo: &'a str,
    pub oggetto: &'a str,
    /// Name and surname of the colf or badante.
    pub lavoratore: &'a str,
    /// Codice rapporto.
    pub rapporto: &'a str,
    /// The last day for the answer.
    pub termine: Date,
    /// The office's name.
    pub sede: &'a str,
}

impl Posto {
    fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "nome" => Self::Nome,
            "protocollo" => Self::Protocollo,
            "oggetto" => Self::Oggetto,
            "lavoratore" => Self::Lavoratore,
            "rapporto" => Self::Rapporto,
            "termine" => Self::Termine,
            "sede" => Self::Sede,
            _ => return None,
        })
    }

    fn fill(self, valori: &Valori<'_>) -> String {
        let text = match self {
            Self::Nome => valori.nome,
            Self::Protocollo => valori.protocollo,
            Self::Oggetto => valori.oggetto,
            Self::Lavoratore => valori.lavoratore,
            Self::Rapporto => valori.rapporto,
            Self::Sede => valori.sede,
            Self::Termine => {
                let Valori { termine, .. } = valori;
                return format!("{:02}/{:02}/{:04}", termine.day(), termine.month(), termine.year());
            }
        };
        text.to_owned()
    }
}

/// A piece of a text: as it is, or the name of a place.
enum Pezzo<'a> {
    Testo(&'a str),
    Posto(&'a str),
}

fn pezzi(mut rest: &str) -> Vec<Pezzo<'_>> {
    let mut pezzi = Vec::new();
    while let Some((text, (name, after))) = rest.split_once('{').and_then(|(text, after)| after.split_once('}').map(|place| (text, place)))
    {
        pezzi.push(Pezzo::Testo(text));
        pezzi.push(Pezzo::Posto(name));
        rest = after;
    }
    pezzi.push(Pezzo::Testo(rest));
    pezzi
}

impl Modello {
    /// Whether it is for quesiti of this category of lavoro domestico; of another gestione `None`.
    #[must_use]
    pub fn is_for(&self, categoria: Option<&str>) -> bool {
        self.categorie.is_empty() || categoria.is_some_and(|codice| self.categorie.iter().any(|other| other == codice))
    }

    /// The text with its places filled in. What fills them in is not read again: braces in an oggetto stay braces.
    #[must_use]
    pub fn compila(&self, valori: &Valori<'_>) -> String {
        let filled = pezzi(&self.testo).into_iter().map(|pezzo| match pezzo {
            Pezzo::Testo(text) => text.to_owned(),
            Pezzo::Posto(name) => Posto::from_name(name).map_or_else(|| format!("{{{name}}}"), |posto| posto.fill(valori)),
        });
        filled.collect()
    }
}

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's tests before it can ship")]
static VERSIONI: LazyLock<Vec<Modelli>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../data/modelli.json")).expect("data/modelli.json"));

/// The version in use: the last one.
#[must_use]
#[expect(clippy::expect_used, reason = "embedded data, looked at by this module's tests before it can ship")]
pub fn corrente() -> &'static Modelli {
    VERSIONI.last().expect("at least one version in data/modelli.json")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::date;

    use super::*;
    use crate::categoria;
    use crate::testo::Testo;

    fn valori<'a>() -> Valori<'a> {
        Valori {
            nome: "Ada Prova",
            protocollo: "INPS.7000.06/07/2018.0123456",
            oggetto: "Il {nome} del MAV",
            lavoratore: "Irina Esempio",
            rapporto: "1234567890",
            termine: date(2026, 12, 1),
            sede: "Roma",
        }
    }

    fn tutti() -> impl Iterator<Item = &'static Modello> {
        VERSIONI.iter().flat_map(|modelli| &modelli.voci)
    }

    #[test]
    fn every_place_is_known() {
        for modello in tutti() {
            for pezzo in pezzi(&modello.testo) {
                match pezzo {
                    Pezzo::Posto(name) => assert!(Posto::from_name(name).is_some(), "{}: {{{name}}}", modello.codice),
                    Pezzo::Testo(text) => assert!(!text.contains(['{', '}']), "{}: {text}", modello.codice),
                }
            }
        }
    }

    /// Only quesiti of lavoro domestico have a rapporto and a colf or badante.
    #[test]
    fn what_is_for_any_gestione_names_no_rapporto() {
        for modello in tutti().filter(|modello| modello.categorie.is_empty()) {
            assert!(!modello.testo.contains("{rapporto}") && !modello.testo.contains("{lavoratore}"), "{}", modello.codice);
        }
    }

    #[test]
    fn categories_exist_and_each_has_its_own_answer() {
        let known: HashSet<&str> = categoria::corrente().voci.iter().map(|categoria| categoria.codice).collect();
        for modello in &corrente().voci {
            assert!(modello.categorie.iter().all(|codice| known.contains(codice.as_str())), "{}", modello.codice);
        }
        for codice in known {
            assert!(corrente().voci.iter().any(|modello| !modello.categorie.is_empty() && modello.is_for(Some(codice))), "{codice}");
        }
        assert!(corrente().voci.iter().any(|modello| modello.is_for(None)));
        assert!(!corrente().voci.iter().any(|modello| !modello.categorie.is_empty() && modello.is_for(None)));
    }

    #[test]
    fn versions_follow_each_other_and_codes_are_unique() {
        for (number, modelli) in (1..).zip(VERSIONI.iter()) {
            assert_eq!(modelli.versione, number);
            let unique: HashSet<_> = modelli.voci.iter().map(|modello| &modello.codice).collect();
            assert_eq!(unique.len(), modelli.voci.len(), "version {number}");
        }
        assert!(VERSIONI.windows(2).all(|pair| pair[0].dal < pair[1].dal));
    }

    #[test]
    fn filled_in_texts_can_be_sent() {
        for modello in tutti() {
            let text = modello.compila(&valori());
            assert!(Testo::parse(&text).is_ok() && !modello.titolo.trim().is_empty(), "{}", modello.codice);
            assert!(text.contains("Ada Prova"), "{text}");
        }
    }

    #[test]
    fn what_fills_a_place_is_not_read_again() {
        let modello = Modello {
            codice: "prova".to_owned(),
            titolo: "Prova".to_owned(),
            categorie: Vec::new(),
            testo: "{oggetto}, {nome}, entro il {termine}. {altro} {".to_owned(),
        };
        assert_eq!(modello.compila(&valori()), "Il {nome} del MAV, Ada Prova, entro il 01/12/2026. {altro} {");
    }

    /// Sentences of at most 20 words.
    #[test]
    fn plain_words() {
        for modello in tutti() {
            for sentence in modello.testo.split(['.', '?', '!', ':', '\n']) {
                assert!(sentence.split_whitespace().count() <= 20, "{sentence}");
            }
        }
    }
}
