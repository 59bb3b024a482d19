//! The locale files, by key.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::pwa::testi;
pub use crate::pwa::testi::LINGUE;

pub type Testi = BTreeMap<String, String>;

/// A file of this repository.
pub fn path(relative: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(relative)
}

/// The texts of the interface in a language.
pub fn interfaccia(lingua: &str) -> Testi {
    testi::interfaccia(&path("pwa"), lingua).expect("the language's files")
}

/// What the API says, in a language.
pub fn problemi(lingua: &str) -> Testi {
    testi::problemi(&path("pwa"), lingua).expect("the language's problemi.json")
}

/// The domain's data in a language, by its Italian.
pub fn argomenti(lingua: &str) -> Testi {
    testi::argomenti(&path("pwa"), lingua).expect("the language's argomenti.json")
}

/// Every text in a JSON file, by its place there.
pub fn file(relative: &str) -> Testi {
    let text = fs::read_to_string(path(relative)).unwrap_or_else(|error| panic!("{relative}: {error}"));
    let value = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{relative}: {error}"));
    let mut testi = Testi::new();
    flatten(&value, "", &mut testi);
    testi
}

/// The Italian of data that has `{"it": …, "en": …}` in it.
pub fn italiano_dei_dati(relative: &str) -> Testi {
    file(relative).into_iter().filter(|(key, _)| key.ends_with(".it")).collect()
}

/// The `{places}` of a text, in order, each once.
pub fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn flatten(value: &Value, prefix: &str, testi: &mut Testi) {
    let below = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}.{name}") };
    match value {
        Value::Object(parts) => parts.iter().for_each(|(name, part)| flatten(part, &below(name), testi)),
        Value::Array(parts) => parts.iter().enumerate().for_each(|(n, part)| flatten(part, &below(&n.to_string()), testi)),
        Value::String(text) => {
            testi.insert(prefix.to_owned(), text.clone());
        }
        _ => {}
    }
}

#[test]
fn places_are_found_once_each() {
    assert_eq!(places("{b} e {a}, poi {b}"), ["a", "b"]);
    assert!(places("niente").is_empty());
}
