//! Turns `locales/*.json` into an enum of keys and a table for each language, so that a text that is missing in one language,
//! or that nothing uses, is found by the compiler.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::Value;

type Texts = BTreeMap<String, String>;

fn main() -> Result<(), String> {
    let it = read("locales/it.json")?;
    let en = read("locales/en.json")?;
    compare(&it, &en)?;
    let mut code = String::from("/// Every text of the interface.\n#[derive(Clone, Copy, PartialEq, Eq)]\npub enum K {\n");
    for key in it.keys() {
        let _ = writeln!(code, "    {},", variant(key));
    }
    code.push_str("}\n");
    for (name, texts) in [("IT", &it), ("EN", &en)] {
        let _ = writeln!(code, "static {name}: [&str; {}] = [", texts.len());
        for text in texts.values() {
            let _ = writeln!(code, "    {text:?},");
        }
        code.push_str("];\n");
    }
    for kind in ["problemi", "motivi"] {
        let translated = read_part("locales/problemi.en.json", kind)?;
        let _ = writeln!(code, "static {}_EN: &[(&str, &str)] = &[", kind.to_uppercase());
        for (key, text) in &translated {
            let _ = writeln!(code, "    ({key:?}, {text:?}),");
        }
        code.push_str("];\n");
    }
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), code).map_err(|error| error.to_string())
}

/// Both languages have the same keys with the same `{places}`.
fn compare(it: &Texts, en: &Texts) -> Result<(), String> {
    if let Some(key) = it.keys().find(|key| !en.contains_key(*key)) {
        return Err(format!("locales/en.json lacks {key}"));
    }
    if let Some(key) = en.keys().find(|key| !it.contains_key(*key)) {
        return Err(format!("locales/it.json lacks {key}"));
    }
    for (key, text) in it {
        if places(text) != en.get(key).map(|text| places(text)).unwrap_or_default() {
            return Err(format!("the places of {key} differ between the languages"));
        }
    }
    Ok(())
}

fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect();
    found.sort_unstable();
    found
}

fn read(path: &str) -> Result<Texts, String> {
    let mut texts = Texts::new();
    flatten(&parse(path)?, "", &mut texts);
    Ok(texts)
}

fn read_part(path: &str, part: &str) -> Result<Texts, String> {
    let mut texts = Texts::new();
    flatten(&parse(path)?[part], "", &mut texts);
    Ok(texts)
}

fn parse(path: &str) -> Result<Value, String> {
    println!("cargo::rerun-if-changed={path}");
    let text = fs::read_to_string(path).map_err(|error| format!("{path}: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("{path}: {error}"))
}

fn flatten(value: &Value, prefix: &str, texts: &mut Texts) {
    match value {
        Value::Object(parts) => {
            for (name, part) in parts {
                let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
                flatten(part, &key, texts);
            }
        }
        Value::String(text) => {
            texts.insert(prefix.to_owned(), text.clone());
        }
        _ => {}
    }
}

/// `accesso.pin_mostra` becomes `AccessoPinMostra`.
fn variant(key: &str) -> String {
    key.split(['.', '_', '-'])
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
        })
        .collect()
}
