//! What the service worker keeps from its installation on.

use std::collections::BTreeMap;

use crate::pwa::files::{Files, hash};

/// Not kept: read by robots and installers only, or too seldom.
const LEFT_OUT: [&str; 3] = ["robots.txt", "screenshots/", ".well-known/"];

/// A JSON array of addresses, and a version that changes with any of their contents.
pub fn list(files: &Files) -> (String, String) {
    let kept: BTreeMap<String, &String> = files
        .iter()
        .filter(|(path, _)| !LEFT_OUT.iter().any(|left_out| path.starts_with(left_out)))
        .map(|(path, hash)| (if path == "index.html" { "/".to_owned() } else { format!("/{path}") }, hash))
        .collect();
    let contents: String = kept.iter().map(|(address, hash)| format!("{address} {hash}\n")).collect();
    let addresses: Vec<&String> = kept.keys().collect();
    (serde_json::json!(addresses).to_string(), hash(contents.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(index: &str) -> Files {
        [("index.html", index), ("assets/app-1.js", "b"), ("robots.txt", "c")].map(|(path, hash)| (path.to_owned(), hash.to_owned())).into()
    }

    #[test]
    fn the_version_follows_the_contents() {
        let (list, version) = list(&files("a"));
        assert_eq!(list, r#"["/","/assets/app-1.js"]"#);
        assert_ne!(version, super::list(&files("z")).1);
        assert_eq!(version, super::list(&files("a")).1);
    }
}
