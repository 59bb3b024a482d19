//! Turns the keys of `locales/it/*.json` into an enum, so that a text that nothing uses, or that is used and not there, is found by
//! the compiler. The texts themselves are not in the wasm: each language is a file that the app loads when it starts.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

#[path = "testi.rs"]
mod testi;

fn main() -> Result<(), String> {
    println!("cargo::rerun-if-changed=locales");
    // Which file of a language a text is in follows from who shows it.
    println!("cargo::rerun-if-changed=src");
    println!("cargo::rerun-if-changed=../functions/shared/api/locales");
    let pwa = Path::new(".");
    let texts = testi::interfaccia(pwa, "it")?;
    let english = testi::interfaccia(pwa, "en")?;
    // The other languages are looked at by a test: whoever adds a text writes it in these two.
    if let Some(key) = texts.keys().find(|key| !english.contains_key(*key)) {
        return Err(format!("locales/en lacks {key}"));
    }
    let mut code = String::from("/// Every text of the interface.\n#[derive(Clone, Copy, PartialEq, Eq)]\npub enum K {\n");
    let groups = testi::gruppi(pwa, &texts)?;
    for key in groups.iter().flatten() {
        let _ = writeln!(code, "    {},", testi::variant(key));
    }
    code.push_str("}\n");
    let first = groups.iter().scan(0, |next, keys| Some(std::mem::replace(next, *next + keys.len()))).collect::<Vec<_>>();
    let _ = writeln!(code, "/// The first text of each file of a language.\nconst INIZI: [usize; {}] = {first:?};", testi::GRUPPI);
    let problems = testi::problemi(pwa, "it")?;
    let _ = writeln!(
        code,
        "/// What the API says, by its codes, and where its texts are in a language's file.\nstatic PROBLEMI: [&str; {}] = [",
        problems.len()
    );
    for key in problems.keys() {
        let _ = writeln!(code, "    {key:?},");
    }
    let _ =
        writeln!(code, "];\n/// Texts of the interface, which come first in a language's file.\nconst QUANTI: usize = {};", texts.len());
    let out = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    fs::write(Path::new(&out).join("texts.rs"), code).map_err(|error| error.to_string())
}
