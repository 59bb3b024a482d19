//! Every language has every text: same keys, same `{places}`, its own plurals, and no Italian left by mistake.

use std::collections::BTreeSet;

use super::esenti::{NOMI, SIMILI};
use super::testi::{LINGUE, Testi, argomenti, interfaccia, italiano_dei_dati, places, problemi};

/// Languages that say "few" otherwise than "many": such a text has both forms, `few|many`.
const CON_POCHI: &[&str] = &["ro", "uk"];

/// Plurals that aren't the `…altri` of an `…uno` or the `…altre` of an `…una`.
const ALTRI_PLURALI: &[&str] = &["tempo.giorni", "rapporto.ore_altre", "condivisi.presi_altri"];

/// The domain's data that the interface shows.
const DATI: &[&str] = &["categorie", "profili", "deleghe"];

/// Each language with the Italian that it translates: the interface, what the API says, and the domain's data, whose keys are its
/// Italian and which has its own English.
fn pairs() -> Vec<(&'static str, Testi, Testi)> {
    let data = DATI.iter().flat_map(|name| italiano_dei_dati(&format!("functions/shared/domain/data/{name}.json")).into_values());
    let data: Testi = data.map(|italian| (italian.clone(), italian)).collect();
    let of = |lingua: &'static str| {
        let topics = (lingua != "en").then(|| (lingua, data.clone(), argomenti(lingua)));
        let texts = [(lingua, interfaccia("it"), interfaccia(lingua)), (lingua, problemi("it"), problemi(lingua))];
        texts.into_iter().chain(topics)
    };
    LINGUE.into_iter().filter(|lingua| *lingua != "it").flat_map(of).collect()
}

fn is_plural(key: &str, testi: &Testi) -> bool {
    let one = [("altri", "uno"), ("altre", "una")].into_iter().find_map(|(many, one)| Some(key.strip_suffix(many)?.to_owned() + one));
    ALTRI_PLURALI.contains(&key) || one.is_some_and(|one| testi.contains_key(&one))
}

fn assert_none(wrong: &[String], what: &str) {
    assert!(wrong.is_empty(), "{what}: {}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn nothing_is_missing_and_nothing_is_left_over() {
    let mut wrong = Vec::new();
    for (lingua, it, own) in pairs() {
        let (expected, found): (BTreeSet<_>, BTreeSet<_>) = (it.keys().collect(), own.keys().collect());
        wrong.extend(expected.difference(&found).map(|key| format!("{lingua} lacks {key}: {}", it[*key])));
        wrong.extend(found.difference(&expected).map(|key| format!("{lingua} has {key}, which Italian has not")));
        wrong.extend(own.iter().filter(|(_, text)| text.trim().is_empty()).map(|(key, _)| format!("{lingua}: {key} is empty")));
    }
    assert_none(&wrong, "keys");
}

#[test]
fn places_are_the_same() {
    let mut wrong = Vec::new();
    for (lingua, it, own) in pairs() {
        for (key, text) in &own {
            let Some(italian) = it.get(key) else { continue };
            for form in text.split('|').filter(|form| places(form) != places(italian)) {
                wrong.push(format!("{lingua}, {key}: {form} / {italian}"));
            }
        }
    }
    assert_none(&wrong, "places");
}

#[test]
fn no_italian_is_left() {
    let mut wrong = Vec::new();
    for (lingua, it, own) in pairs() {
        for (key, text) in &own {
            let words = places(text).iter().fold(text.clone(), |text, place| text.replace(&format!("{{{place}}}"), ""));
            let same = it.get(key) == Some(text) && words.contains(char::is_alphabetic);
            if same && !NOMI.contains(&text.as_str()) && !SIMILI.contains(&(lingua, text.as_str())) {
                wrong.push(format!("{lingua}, {key}: {text}"));
            }
        }
    }
    assert_none(&wrong, "same as in Italian, and not in the lists of esenti.rs");
}

#[test]
fn plurals_have_the_forms_of_their_language() {
    let mut wrong = Vec::new();
    for (lingua, _, own) in pairs() {
        for (key, text) in &own {
            let forms = if is_plural(key, &own) && CON_POCHI.contains(&lingua) { 2 } else { 1 };
            if text.split('|').count() != forms {
                wrong.push(format!("{lingua}, {key}: {text} ({forms} expected, few|many)"));
            }
        }
    }
    assert_none(&wrong, "plurals");
}
