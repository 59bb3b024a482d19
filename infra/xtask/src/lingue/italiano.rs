//! The Italian is easy: Gulpease at least 70, sentences of at most 20 words.
//!
//! Labels of a few words would push the index above 100 and hide the sentences: only texts that end like a sentence are measured.

use super::esenti::DOCUMENTI;
use super::gulpease::{Conto, sentences, words};
use super::testi::{Testi, file, interfaccia, italiano_dei_dati, path, problemi};

/// Of each source as a whole.
const INDICE: f64 = 70.0;
/// Of one text that is long enough for the index to mean something.
const INDICE_DI_UNO: f64 = 60.0;
const PAROLE_DI_UNO: usize = 12;
const PAROLE_DI_UNA_FRASE: usize = 20;

/// What people read in Italian, by where it is.
fn sources() -> Vec<(&'static str, Testi)> {
    vec![
        ("pwa/locales/it", interfaccia("it")),
        ("functions/shared/api/locales/problemi.it.json", problemi("it")),
        ("functions/shared/domain/locales/avvisi.it.json", file("functions/shared/domain/locales/avvisi.it.json")),
        ("functions/shared/domain/data/categorie.json", italiano_dei_dati("functions/shared/domain/data/categorie.json")),
        ("functions/shared/domain/data/profili.json", italiano_dei_dati("functions/shared/domain/data/profili.json")),
    ]
}

fn is_prose(text: &str) -> bool {
    text.trim_end().ends_with(['.', '?', '!'])
}

#[test]
fn it_is_easy_to_read() {
    let mut wrong = Vec::new();
    for (source, testi) in sources() {
        let prose: Vec<_> = testi.iter().filter(|(_, text)| is_prose(text)).collect();
        assert!(!prose.is_empty(), "{source} has no sentences: the test looks in the wrong place");
        let whole = Conto::of(prose.iter().map(|(_, text)| text.as_str())).gulpease();
        println!("{source}: {} texts, Gulpease {whole:.1}", prose.len());
        let mut each: Vec<_> = prose.iter().map(|(key, text)| (Conto::of([text.as_str()]), key, text)).collect();
        each.retain(|(conto, ..)| conto.parole() >= PAROLE_DI_UNO);
        each.sort_by(|(a, ..), (b, ..)| a.gulpease().total_cmp(&b.gulpease()));
        if whole < INDICE || each.iter().any(|(conto, ..)| conto.gulpease() < INDICE_DI_UNO) {
            let worst: Vec<_> = each.iter().take(10).map(|(conto, key, text)| format!("  {:.0} {key}: {text}", conto.gulpease())).collect();
            wrong.push(format!("{source}: {whole:.1}, the hardest texts:\n{}", worst.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "Gulpease under {INDICE} as a whole, or under {INDICE_DI_UNO} for one text\n{}", wrong.join("\n"));
}

#[test]
fn its_sentences_are_short() {
    let mut long = Vec::new();
    for (source, testi) in sources() {
        for (key, text) in &testi {
            for sentence in sentences(text) {
                let n = words(&sentence).count();
                if n > PAROLE_DI_UNA_FRASE {
                    long.push(format!("{source}, {key}: {n} words: {sentence}"));
                }
            }
        }
    }
    assert!(long.is_empty(), "sentences of more than {PAROLE_DI_UNA_FRASE} words:\n{}", long.join("\n"));
}

#[test]
fn what_is_exempt_exists_and_says_why() {
    for (file, reason) in DOCUMENTI {
        assert!(path(file).is_file(), "{file} is gone: take it off the list");
        assert!(!reason.is_empty());
    }
}
