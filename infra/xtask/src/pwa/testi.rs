//! The texts of the interface: a few files for each language, loaded by the app with what shows them.

use std::collections::BTreeMap;
use std::path::Path;

use crate::Error;
use crate::pwa::files::Dist;

#[path = "../../../../pwa/testi.rs"]
mod ordine;

pub use ordine::{ALTRE, COMUNI, DOCUMENTI, GRUPPI, INFORMAZIONI, PERSONALI, SCRIVERE, UFFICIO, interfaccia, problemi};

/// The languages, by the tag that `lang` wants; `pwa/src/i18n.rs` has the same.
pub const LINGUE: [&str; 5] = ["it", "en", "ro", "uk", "es"];

/// Names of topics and the like, by their Italian; none for a language that has no such file.
pub fn argomenti(pwa: &Path, lingua: &str) -> Result<BTreeMap<String, String>, Error> {
    let file = pwa.join("locales").join(lingua).join(ordine::ARGOMENTI);
    if file.is_file() { Ok(serde_json::from_slice(&std::fs::read(file)?)?) } else { Ok(BTreeMap::new()) }
}

/// Writes every language; gives a JSON object of their addresses, a file for each group of texts. What a language lacks is in Italian.
pub fn write(dist: &mut Dist, pwa: &Path) -> Result<String, Error> {
    let (keys, problems) = (interfaccia(pwa, "it")?, problemi(pwa, "it")?);
    let groups = ordine::gruppi(pwa, &keys)?;
    let mut addresses = serde_json::Map::new();
    for lingua in LINGUE.into_iter().filter(|lingua| pwa.join("locales").join(lingua).is_dir()) {
        let (own, own_problems, topics) = (interfaccia(pwa, lingua)?, problemi(pwa, lingua)?, argomenti(pwa, lingua)?);
        let mut files: Vec<Vec<&String>> =
            groups.iter().map(|group| group.iter().map(|key| own.get(key).unwrap_or(&keys[key])).collect()).collect();
        if let Some(last) = files.last_mut() {
            last.extend(problems.iter().map(|(key, italian)| own_problems.get(key).unwrap_or(italian)));
            // Pairs at the end: the Italian of the domain's data, and what it is here.
            last.extend(topics.iter().flat_map(|(italian, own)| [italian, own]));
        }
        let mut own_addresses = Vec::new();
        for (index, texts) in files.iter().enumerate() {
            own_addresses.push(dist.hashed(&format!("testi-{lingua}-{index}"), "json", &serde_json::to_vec(texts)?)?);
        }
        addresses.insert(lingua.to_owned(), own_addresses.into());
    }
    Ok(serde_json::Value::from(addresses).to_string())
}
