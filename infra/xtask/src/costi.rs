//! `cargo xtask costi`: writes the tables of docs/COSTI.md from what was measured, what is assumed and what things cost.
//!
//! `infra/costi/misure.json` and `curva.json` come from `cargo xtask bench`; `ipotesi.json` and `prezzi.json` are data that somebody replaces.

mod modello;
mod tavole;

use std::fmt::Write as _;

use serde_json::Value;

use crate::Error;
use crate::command::root;

const DOCUMENT: &str = "docs/COSTI.md";
const BEGIN: &str = "<!-- cargo xtask costi: begin -->";
const END: &str = "<!-- cargo xtask costi: end -->";

/// What the model is calculated from.
struct Dati {
    misure: Value,
    curva: Value,
    ipotesi: Value,
    prezzi: Value,
}

/// Rewrites the part of the document between the markers.
///
/// # Errors
/// When a file can't be read, lacks something, or the document lacks its markers.
pub fn run() -> Result<(), Error> {
    std::fs::write(root().join(DOCUMENT), document()?)?;
    println!("{DOCUMENT}");
    Ok(())
}

fn document() -> Result<String, Error> {
    let text = read(DOCUMENT)?;
    let (before, rest) = text.split_once(BEGIN).ok_or("docs/COSTI.md has no begin marker")?;
    let (_, after) = rest.split_once(END).ok_or("docs/COSTI.md has no end marker")?;
    let mut document = String::new();
    write!(document, "{before}{BEGIN}\n\n{}\n{END}{after}", tavole::all(&Dati::read()?)?)?;
    Ok(document)
}

fn read(name: &str) -> Result<String, Error> {
    Ok(std::fs::read_to_string(root().join(name)).map_err(|error| format!("{name}: {error}"))?)
}

impl Dati {
    fn read() -> Result<Self, Error> {
        let parse = |name: &str| -> Result<Value, Error> { Ok(serde_json::from_str(&read(&format!("infra/costi/{name}.json"))?)?) };
        Ok(Self { misure: parse("misure")?, curva: parse("curva")?, ipotesi: parse("ipotesi")?, prezzi: parse("prezzi")? })
    }

    /// A number of the assumptions, by its path.
    fn ipotesi(&self, path: &str) -> Result<f64, Error> {
        number(&self.ipotesi, path)
    }

    /// Dollars for one.
    fn prezzo(&self, name: &str) -> Result<f64, Error> {
        Ok(number(&self.prezzi, &format!("/prezzi/{name}/prezzo"))? / number(&self.prezzi, &format!("/prezzi/{name}/ogni"))?)
    }
}

/// The entries of an object by name: whether the file's order is kept depends on what else is built.
fn entries<'a>(value: &'a Value, path: &str) -> Result<Vec<(&'a str, &'a Value)>, Error> {
    let object = value.pointer(path).and_then(Value::as_object).ok_or_else(|| format!("no object at {path}"))?;
    let mut entries: Vec<_> = object.iter().map(|(name, value)| (name.as_str(), value)).collect();
    entries.sort_by_key(|entry| entry.0);
    Ok(entries)
}

fn number(value: &Value, path: &str) -> Result<f64, Error> {
    value.pointer(path).and_then(Value::as_f64).ok_or_else(|| format!("no number at {path}").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_figures() {
        let written = read(DOCUMENT).expect("the document");
        assert!(document().expect("the model") == written, "docs/COSTI.md is not fresh: cargo xtask costi");
    }

    #[test]
    fn every_price_says_where_it_is_from_and_where_to_check_it_and_the_list_its_month() {
        let prezzi = Dati::read().expect("the files").prezzi;
        assert!(prezzi["data"].as_str().is_some_and(|data| data.len() == 7));
        for (name, prezzo) in prezzi["prezzi"].as_object().expect("prices") {
            assert!(prezzo["prezzo"].as_f64().is_some_and(|prezzo| prezzo > 0.0), "{name}");
            assert!(prezzo["certo"].is_boolean(), "{name}");
            assert!(["fonte", "dove"].iter().all(|field| prezzo[*field].as_str().is_some_and(|text| !text.is_empty())), "{name}");
        }
    }

    /// What is asked for grows with the scale, what a limit is does not; what there is without anybody stays.
    #[test]
    fn ten_times_the_employers_are_ten_times_the_quesiti_and_not_the_metrics() {
        let dati = Dati::read().expect("the files");
        let (one, ten) = (dati.anno(1.0).expect("a year"), dati.anno(10.0).expect("a year"));
        let close = |one: f64, other: f64| (one - other).abs() <= other.abs() * 1e-9;
        assert!(close(one.quesiti, 1_080_000.0) && close(ten.quesiti, 10_800_000.0));
        assert!(close(ten.sms, 10.0 * one.sms) && close(one.sms_di_ripiego, 0.1 * one.sms));
        let voce = |anno: &modello::Anno, name: &str| anno.voci.iter().find(|voce| voce.0 == name).expect(name).1;
        assert!(close(voce(&one, "Metrics, alarms"), voce(&ten, "Metrics, alarms")));
        assert!(voce(&ten, "DynamoDB, requests") > 9.0 * voce(&one, "DynamoDB, requests"));
        let rest: f64 = one.voci.iter().map(|voce| voce.1).sum();
        assert!(one.sms > 10.0 * rest, "SMS are by far the most: {} against {rest}", one.sms);
        for (small, large) in dati.punta(1.0).expect("a peak").iter().zip(&dati.punta(10.0).expect("a peak")) {
            assert!(close(large.al_secondo, 10.0 * small.al_secondo) && close(large.limite, small.limite), "{}", small.cosa);
            assert!(small.al_secondo < small.limite, "{} is within its limit today", small.cosa);
        }
    }

    /// What is assumed of a register is not more than it was seen to bear.
    #[test]
    fn the_curve_bears_the_limit_that_is_assumed() {
        let dati = Dati::read().expect("the files");
        let assumed = dati.ipotesi("/limiti/numeri_al_secondo_per_sede").expect("a limit");
        if let Some(measured) = dati.numeri_misurati().expect("a curve") {
            assert!(assumed <= measured, "{assumed} a second are assumed, {measured} were measured");
        }
    }

    /// Nothing is left out in silence: a name that was not measured, a number that is not there.
    #[test]
    fn what_is_missing_is_an_error() {
        let with = |change: &dyn Fn(&mut Dati)| {
            let mut dati = Dati::read().expect("the files");
            change(&mut dati);
            tavole::all(&dati).is_err()
        };
        assert!(!with(&|_| {}));
        assert!(with(&|dati| dati.misure["operazioni"]["dettaglio"] = Value::Null));
        assert!(with(&|dati| dati.ipotesi["per_quesito"]["mai misurata"] = 1.into()));
        assert!(with(&|dati| dati.ipotesi["ms_per_chiamata"]["oggetto"] = Value::Null));
        assert!(with(&|dati| dati.prezzi["prezzi"]["sms"] = Value::Null));
        assert!(with(&|dati| dati.curva["curva"] = Value::Null));
    }
}
