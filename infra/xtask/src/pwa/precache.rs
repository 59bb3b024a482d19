//! What the service worker keeps from its installation on: what the first page needs. Areas and languages follow when they are used, or
//! when the page asks for them.

use std::collections::BTreeMap;

use crate::pwa::files::{Files, hash};
use crate::pwa::pacchi::FIRST;

/// Not kept: read by robots and installers only, or later.
const LEFT_OUT: [&str; 8] =
    ["robots.txt", "screenshots/", ".well-known/", "assets/area-", "assets/testi-", "assets/altri-", "assets/foto-", "assets/ufficio-"];
/// The language of who has chosen none: what the first page and signing in say.
const ITALIAN: [&str; 2] = ["assets/testi-it-0-", "assets/testi-it-5-"];

/// A JSON array of addresses, and a version that changes with any of their contents.
pub fn list(files: &Files) -> (String, String) {
    let kept: BTreeMap<String, &String> = files
        .iter()
        .filter(|(path, _)| {
            ITALIAN.iter().any(|italian| path.starts_with(italian))
                || opens(path)
                || !LEFT_OUT.iter().any(|left_out| path.starts_with(left_out))
        })
        .map(|(path, hash)| (if path == "index.html" { "/".to_owned() } else { format!("/{path}") }, hash))
        .collect();
    let contents: String = kept.iter().map(|(address, hash)| format!("{address} {hash}\n")).collect();
    let addresses: Vec<&String> = kept.keys().collect();
    (serde_json::json!(addresses).to_string(), hash(contents.as_bytes()))
}

/// Whether it is a part of what people open first, which must open without network from the second time on.
fn opens(path: &str) -> bool {
    let Some(area) = path.strip_prefix("assets/area-") else { return false };
    let area = area.strip_prefix("comune-").unwrap_or(area);
    FIRST.iter().any(|first| area.strip_prefix(first).is_some_and(|rest| rest.starts_with('-')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(index: &str) -> Files {
        [
            ("index.html", index),
            ("assets/app-1.js", "b"),
            ("robots.txt", "c"),
            ("assets/area-coda-1.bin", "d"),
            ("assets/area-comune-scrivere-1.bin", "f"),
            ("assets/area-comune-conto-1.bin", "g"),
            ("assets/testi-en-1.json", "e"),
        ]
        .map(|(path, hash)| (path.to_owned(), hash.to_owned()))
        .into()
    }

    #[test]
    fn the_version_follows_the_contents() {
        let (list, version) = list(&files("a"));
        assert_eq!(list, r#"["/","/assets/app-1.js","/assets/area-comune-conto-1.bin"]"#);
        assert_ne!(version, super::list(&files("z")).1);
        assert_eq!(version, super::list(&files("a")).1);
    }
}
