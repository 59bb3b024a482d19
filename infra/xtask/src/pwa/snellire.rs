//! wasm-bindgen's names and layout, made short: every import is named after what it does and a hash of it, in the module and again in the
//! wasm, and no compression makes a hash smaller.

use std::collections::BTreeMap;

use crate::Error;
use crate::pwa::sezioni::{self, Sezione};

/// What wasm-bindgen makes of an import, and closures' own exports.
const LONG: [&str; 4] = ["__wbg_", "__wbindgen_", "_ZN", "_R"];
/// Those that are long all over.
const MANGLED: [&str; 2] = ["_ZN", "_R"];
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;

/// The module and its wasm with short names between them. Names that the parts of the wasm take from each other stay.
pub fn names(js: &str, wasm: &[u8], lent: &str) -> Result<(String, Vec<u8>), Error> {
    let lent: Vec<&str> = lent.split(',').map(str::trim).collect();
    let mut short: BTreeMap<String, String> = BTreeMap::new();
    let sections = sezioni::read(wasm)?;
    for Sezione { id, body } in &sections {
        let names = match *id {
            IMPORTS => sezioni::imports(body)?,
            EXPORTS => sezioni::exports(body)?,
            _ => continue,
        };
        for name in names {
            // Some are looked for by their names: those without a hash.
            let hashed =
                name.rsplit('_').next().is_some_and(|end| end.len() >= 16) || MANGLED.iter().any(|prefix| name.starts_with(prefix));
            if hashed && LONG.iter().any(|prefix| name.starts_with(prefix)) && !lent.contains(&&*name) && !short.contains_key(&name) {
                short.insert(name, format!("_{}", short.len()));
            }
        }
    }
    let mut renamed = sezioni::HEADER.to_vec();
    for Sezione { id, body } in &sections {
        let body = match *id {
            IMPORTS => sezioni::rename_imports(body, &short)?,
            EXPORTS => sezioni::rename_exports(body, &short)?,
            _ => body.to_vec(),
        };
        sezioni::write(&mut renamed, *id, &body);
    }
    Ok((replaced(js, &short), renamed))
}

/// Whole identifiers replaced.
fn replaced(js: &str, short: &BTreeMap<String, String>) -> String {
    let mut done = String::with_capacity(js.len());
    let mut rest = js;
    while let Some(start) = rest.find(is_name) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|character| !is_name(character)).unwrap_or(from.len());
        let (name, after) = from.split_at(end);
        done += before;
        done += short.get(name).map_or(name, String::as_str);
        rest = after;
    }
    done + rest
}

fn is_name(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '$'
}

/// Without the comments that describe types, and without indentation. No text of the module goes over several lines.
pub fn layout(js: &str) -> String {
    let mut done = String::with_capacity(js.len());
    let mut comment = false;
    for line in js.lines().map(str::trim) {
        if comment || line.starts_with("/*") {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            done = done + line + "\n";
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_change_on_both_sides() {
        let mut wasm = sezioni::HEADER.to_vec();
        let long = "__wbg_now_0123456789abcdef";
        let import = |name: &str| [&[1, b'm', u8::try_from(name.len()).unwrap()][..], name.as_bytes(), &[0, 0]].concat();
        sezioni::write(&mut wasm, IMPORTS, &[vec![2], import(long), import("__wbindgen_throw")].concat());
        let (js, wasm) = names(&format!("{{ {long}: function() {{}}, x{long}: 1 }}"), &wasm, "").unwrap();
        assert_eq!(js, format!("{{ _0: function() {{}}, x{long}: 1 }}"));
        let sections = sezioni::read(&wasm).unwrap();
        assert_eq!(sezioni::imports(sections[0].body).unwrap(), ["_0", "__wbindgen_throw"]);
    }

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(
            layout("/**\n * @returns {any}\n */\nfunction a() {\n    // why\n    return 'http://b';\n}\n"),
            "function a() {\nreturn 'http://b';\n}\n"
        );
    }
}
