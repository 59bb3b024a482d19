//! The words of the readable form and of the report, from `locales/`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's test before it can ship")]
static TESTI: LazyLock<BTreeMap<String, String>> =
    LazyLock::new(|| serde_json::from_str(include_str!("../locales/prove.it.json")).expect("locales/prove.it.json"));

/// The text of a name; the name itself where there is none.
pub(crate) fn testo(nome: &'static str) -> &'static str {
    TESTI.get(nome).map_or(nome, String::as_str)
}

/// The text with each `{name}` replaced.
pub(crate) fn filled(nome: &'static str, values: &[(&str, &str)]) -> String {
    let (mut text, mut rest) = (String::new(), testo(nome));
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?))) {
        text += before;
        text += values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value);
        rest = after;
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_empty_and_every_name_has_its_text() {
        assert!(TESTI.values().all(|text| !text.is_empty()));
        let sources = [include_str!("lettura.rs"), include_str!("verifica/verbale.rs")];
        for source in sources {
            for call in source.split("testo(\"").skip(1).chain(source.split("filled(\"").skip(1)) {
                let name = call.split('"').next().expect("a name");
                assert!(TESTI.contains_key(name), "{name}");
            }
        }
    }
}
