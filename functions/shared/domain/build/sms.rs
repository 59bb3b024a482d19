//! No SMS but of GSM-7 characters and of one segment with the longest link, in any language.

use std::error::Error;
use std::fs;

#[path = "../src/avviso/gsm7.rs"]
mod gsm7;

/// The longest link: what `avviso::sms` promises.
const LINK: usize = 80;

pub fn check_all() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=src/avviso/gsm7.rs");
    println!("cargo::rerun-if-changed=locales");
    let mut files = 0;
    for entry in fs::read_dir("locales")? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
        if name.starts_with("avvisi.") {
            check(&name, &fs::read_to_string(&path)?)?;
            files += 1;
        }
    }
    if files == 0 { Err("no locales/avvisi.*.json".into()) } else { Ok(()) }
}

fn check(name: &str, file: &str) -> Result<(), Box<dyn Error>> {
    let texts: serde_json::Value = serde_json::from_str(file)?;
    let sms = texts["sms"].as_object().ok_or_else(|| format!("{name}: no sms"))?;
    for (event, text) in sms {
        let text = text.as_str().ok_or_else(|| format!("{name}: sms.{event} is no text"))?;
        let filled = text.replace("{link}", &"l".repeat(LINK)).replace("{codice}", "000000").replace("{numero}", "9999");
        if !gsm7::is_gsm7(&filled) {
            return Err(format!("{name}: sms.{event} has a character outside GSM-7").into());
        }
        if gsm7::segmenti(&filled) != 1 {
            return Err(format!("{name}: sms.{event} takes {} characters: more than one segment", filled.chars().count()).into());
        }
    }
    Ok(())
}
