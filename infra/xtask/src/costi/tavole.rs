//! The tables of docs/COSTI.md.

use std::fmt::Write as _;

use super::{Dati, entries, modello, number};
use crate::Error;

/// Today's employers, ten and a hundred times as many.
const SCALE: [f64; 3] = [1.0, 10.0, 100.0];

pub(super) fn all(dati: &Dati) -> Result<String, Error> {
    let parts = [operazioni(dati)?, anni(dati)?, punte(dati)?, curva(dati)?, prezzi(dati)?];
    Ok(parts.join("\n"))
}

fn operazioni(dati: &Dati) -> Result<String, Error> {
    let mut text =
        "### What one operation costs\n\nWith the notices that it causes; GB-seconds at the memory of its function.\n\n".to_owned();
    text += "| operation | times a quesito | requests | read units | write units | GB-s |\n|---|--:|--:|--:|--:|--:|\n";
    for (name, times) in dati.vita()? {
        let uso = dati.uso(name)?;
        let requests = dati.richieste(name);
        writeln!(text, "| {name} | {times} | {requests} | {:.1} | {:.1} | {:.3} |", uso.letture, uso.scritture, uso.calcolo)?;
    }
    Ok(text)
}

fn anni(dati: &Dati) -> Result<String, Error> {
    let anni = SCALE.map(|scala| dati.anno(scala));
    let anni = anni.into_iter().collect::<Result<Vec<_>, _>>()?;
    let mut text = "### A year\n\n| | 1x | 10x | 100x |\n|---|--:|--:|--:|\n".to_owned();
    let mut row = |name: &str, value: &dyn Fn(&modello::Anno) -> f64, unit: &str| -> Result<(), Error> {
        let cells: Vec<String> = anni.iter().map(|anno| format!("{unit}{}", thousands(value(anno)))).collect();
        Ok(writeln!(text, "| {name} | {} |", cells.join(" | "))?)
    };
    row("quesiti", &|anno| anno.quesiti, "")?;
    row("requests", &|anno| anno.richieste, "")?;
    row("invocations", &|anno| anno.invocazioni, "")?;
    row("GB-seconds", &|anno| anno.gb_secondi, "")?;
    row("read units", &|anno| anno.letture, "")?;
    row("write units", &|anno| anno.scritture, "")?;
    row("e-mails", &|anno| anno.email, "")?;
    let voci = anni.first().map(|anno| anno.voci.len()).unwrap_or_default();
    for index in 0..voci {
        let name = anni.first().and_then(|anno| anno.voci.get(index)).map_or("", |voce| voce.0);
        row(name, &|anno| anno.voci.get(index).map_or(0.0, |voce| voce.1), "$ ")?;
    }
    let total = |anno: &modello::Anno| anno.voci.iter().map(|voce| voce.1).sum::<f64>();
    row("**all but SMS**", &total, "$ ")?;
    row("SMS at once", &|anno| anno.sms, "$ ")?;
    row("SMS as fallback", &|anno| anno.sms_di_ripiego, "$ ")?;
    row("**a quesito, all but SMS, millionths**", &|anno| total(anno) / anno.quesiti * 1e6, "$ ")?;
    Ok(text)
}

fn punte(dati: &Dati) -> Result<String, Error> {
    let mut text =
        "### The worst hour\n\nWhat each second asks for, and which part of the limit that is; what is over it is in bold.\n\n".to_owned();
    text += "| | limit | 1x | 10x | 100x |\n|---|--:|--:|--:|--:|\n";
    let punte = SCALE.map(|scala| dati.punta(scala));
    let punte = punte.into_iter().collect::<Result<Vec<_>, _>>()?;
    for (index, first) in punte.first().into_iter().flatten().enumerate() {
        let cells: Vec<String> = punte
            .iter()
            .filter_map(|punta| punta.get(index))
            .map(|asked| {
                let cell = format!("{:.2} ({:.0} %)", asked.al_secondo, asked.al_secondo / asked.limite * 100.0);
                if asked.al_secondo > asked.limite { format!("**{cell}**") } else { cell }
            })
            .collect();
        writeln!(text, "| {} | {} | {} |", first.cosa, thousands(first.limite), cells.join(" | "))?;
    }
    text += "\n";
    for (scala, punta) in SCALE.iter().zip(&punte) {
        let ratio = |asked: &modello::Richiesta| asked.al_secondo / asked.limite;
        let Some(first) = punta.iter().max_by(|one, other| ratio(one).total_cmp(&ratio(other))) else { continue };
        let percent = ratio(first) * 100.0;
        let state = if percent > 100.0 { "is over its limit" } else { "comes first" };
        writeln!(text, "- **{scala}x**: {} ({percent:.0} %) {state}. Then: {}.", first.cosa, first.rimedio)?;
        for other in punta.iter().filter(|other| ratio(other) > 1.0 && other.cosa != first.cosa) {
            writeln!(text, "  - {} ({:.0} %): {}.", other.cosa, ratio(other) * 100.0, other.rimedio)?;
        }
    }
    Ok(text)
}

fn curva(dati: &Dati) -> Result<String, Error> {
    let mut text = "### The register's number under contention\n\n".to_owned();
    if dati.punti()?.is_empty() {
        text += "Not measured yet: the limit above is an assumption.\n";
        return Ok(text);
    }
    text += "Sends that arrive at one sede, as measured:\n\n";
    text += "| a second | arrivals | told to come back | transactions a send | p50 ms | p99 ms |\n|--:|--:|--:|--:|--:|--:|\n";
    for punto in dati.punti()? {
        let of = |name: &str| number(punto, &format!("/{name}"));
        let (rate, arrivals, refused) = (of("al_secondo")?, of("arrivi")?, of("respinti")?);
        let (transactions, p50, p99) = (of("transazioni_per_invio")?, of("p50_ms")?, of("p99_ms")?);
        writeln!(text, "| {rate} | {arrivals} | {refused} | {transactions:.2} | {p50:.0} | {p99:.0} |")?;
    }
    if let Some(rate) = dati.numeri_misurati()? {
        let most = dati.ipotesi("/transazioni_per_numero")?;
        writeln!(text, "\nUp to {rate} a second nobody is told to come back and a send takes {most} transactions at most, on average.")?;
    }
    Ok(text)
}

fn prezzi(dati: &Dati) -> Result<String, Error> {
    let text = |name: &str| dati.prezzi[name].as_str().ok_or_else(|| format!("no {name}"));
    let mut all = format!("### Prices\n\n{}, {}, of {}. {}\n\n", text("regione")?, text("valuta")?, text("data")?, text("stato")?);
    writeln!(all, "*(unsure)*: as remembered, not read in the list. Where only a code is given, it is that of `{}`.\n", text("listino")?)?;
    all += "| | price | for | source | check in |\n|---|--:|---|---|---|\n";
    for (name, prezzo) in entries(&dati.prezzi, "/prezzi")? {
        let field = |field: &str| prezzo[field].as_str().unwrap_or_default().to_owned();
        let each = thousands(prezzo["ogni"].as_f64().unwrap_or(1.0));
        let unsure = if prezzo["certo"] == true { "" } else { " *(unsure)*" };
        let (price, unit, from, check) = (&prezzo["prezzo"], field("unita"), field("fonte"), field("dove"));
        writeln!(all, "| {name} | {price}{unsure} | {each} {unit} | {from} | {check} |")?;
    }
    Ok(all)
}

/// Whole, in groups of three digits.
fn thousands(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
