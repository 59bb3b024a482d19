//! What the app weighs for whoever opens it, and what it may: the budgets of the project, as gates.
//!
//! Counted from what was built, as it travels (brotli), so that it is the same on every machine: a page that is measured in a browser
//! asks for these files (`tests/browser`), and answers of the API are counted with [`API`].

use std::collections::BTreeSet;

use crate::Error;
use crate::pwa::compress::Misure;
use crate::pwa::corredo;
use crate::pwa::dividi::Aree;
use crate::pwa::strumenti::Libreria;

const WASM_NAME: &str = "initial wasm";
const VISIT_NAME: &str = "first visit to Inizio";
/// The first page of an employer.
const FIRST: &str = "inizio";
/// What the browser asks for before the app says anything: with the hash of its content where it has one.
const SHELL: [&str; 9] = [
    "index.html",
    "manifest.webmanifest",
    "favicon.svg",
    "sw.js",
    "assets/app-*.css",
    "assets/app-*.js",
    "assets/app-*.wasm",
    "assets/boot-*.js",
    "assets/testi-it-0-*.json",
];
/// The session and the first page from the API: requests, and bytes compressed as the demo data gives them, rounded up.
const API: Peso = Peso { requests: 2, bytes: 2_500 };

/// Bytes and requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Peso {
    pub requests: usize,
    pub bytes: usize,
}

/// What is allowed, with what the project aims at.
struct Limite {
    must: Peso,
    aim: usize,
}

const WASM: Limite = Limite { must: Peso { requests: 1, bytes: 150_000 }, aim: 120_000 };
const VISIT: Limite = Limite { must: Peso { requests: 14, bytes: 180_000 }, aim: 140_000 };
const AREA: Limite = Limite { must: Peso { requests: 6, bytes: 40_000 }, aim: 30_000 };
/// What was reached by what everybody waits for, with one or two in a hundred for chance. It may not grow, and whoever makes it lighter
/// lowers its line.
const REACHED: [(&str, usize); 2] = [(WASM_NAME, 88_500), (VISIT_NAME, 139_000)];

/// A figure, what the project's budget says of it, and the bytes that it may not pass.
pub struct Voce {
    nome: String,
    peso: Peso,
    must: Peso,
    aim: usize,
    gate: usize,
}

impl Voce {
    fn new(nome: &str, peso: Peso, limite: &Limite) -> Self {
        let reached = REACHED.iter().find(|(reached, _)| *reached == nome).map(|(_, bytes)| *bytes);
        Self { nome: nome.to_owned(), peso, must: limite.must, aim: limite.aim, gate: reached.unwrap_or(limite.must.bytes) }
    }
}

/// Every figure of a build.
pub fn measure(sizes: &Misure, aree: &Aree) -> Result<Vec<Voce>, Error> {
    let find = |pattern: &str| -> Result<(String, usize), Error> {
        let (start, end) = pattern.split_once('*').unwrap_or((pattern, ""));
        let found = sizes.iter().find(|(path, _)| path.starts_with(start) && path.ends_with(end));
        found.map(|(path, size)| (path.clone(), *size)).ok_or_else(|| format!("the build has no {pattern}").into())
    };
    let weight =
        |files: &BTreeSet<String>| -> Peso { Peso { requests: files.len(), bytes: files.iter().filter_map(|file| sizes.get(file)).sum() } };
    let of = |area: &str| -> Result<BTreeSet<String>, Error> {
        let packs = aree.get(area).ok_or_else(|| format!("there is no area {area}"))?;
        let mut files: BTreeSet<String> = packs.iter().map(|address| address.trim_start_matches('/').to_owned()).collect();
        for group in corredo::parole(area) {
            files.insert(find(&format!("assets/testi-it-{group}-*.json"))?.0);
        }
        for foglio in corredo::fogli(area) {
            files.insert(find(&format!("assets/{}-*.css", foglio.nome()))?.0);
        }
        Ok(files)
    };
    let mut home = of(FIRST)?;
    for pattern in SHELL {
        home.insert(find(pattern)?.0);
    }
    let visit = weight(&home);
    let visit = Peso { requests: visit.requests + API.requests, bytes: visit.bytes + API.bytes };
    let wasm = Peso { requests: 1, bytes: find("assets/app-*.wasm")?.1 };
    let mut rows = vec![Voce::new(WASM_NAME, wasm, &WASM), Voce::new(VISIT_NAME, visit, &VISIT)];
    for area in aree.keys().filter(|area| *area != FIRST) {
        let around = corredo::pagina(area).map(&of).transpose()?.unwrap_or_default();
        let more = of(area)?.into_iter().filter(|file| !home.contains(file) && !around.contains(file)).collect();
        rows.push(Voce::new(area, weight(&more), &AREA));
    }
    Ok(rows)
}

/// Prints them; fails when one is above what it may be, and tells those that are above the budget all the same. With the library that came ready everything is larger: then it only tells.
pub fn check(rows: &[Voce], libreria: Libreria) -> Result<(), Error> {
    println!("\nAs it travels; areas beside the first visit and the page that they are in.");
    println!("{:24} {:>9} {:>9} {:>9} {:>9} {:>9} {:>6}", "", "bytes", "gate", "must", "aim", "requests", "must");
    let mut heavy = Vec::new();
    for Voce { nome, peso, must, aim, gate } in rows {
        let over = peso.bytes > *gate || peso.requests > must.requests;
        let sign = match peso.bytes > must.bytes {
            _ if over => "  TOO MUCH",
            true => "  above the budget",
            false => "",
        };
        let Peso { bytes, requests } = peso;
        println!("{nome:24} {bytes:>9} {gate:>9} {:>9} {aim:>9} {requests:>9} {:>6}{sign}", must.bytes, must.requests);
        if over {
            heavy.push(nome.as_str());
        }
    }
    match libreria {
        Libreria::Rifatta if !heavy.is_empty() => Err(format!("heavier than it may be: {}", heavy.join(", ")).into()),
        Libreria::Pronta if !heavy.is_empty() => {
            println!("Not a failure, since the standard library could not be made again here.");
            Ok(())
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(wasm: usize, pack: usize) -> (Misure, Aree) {
        let mut sizes: Misure = SHELL.iter().map(|pattern| (pattern.replace('*', "1"), 100)).collect();
        sizes.insert("assets/app-1.wasm".to_owned(), wasm);
        for (file, size) in [("area-inizio-1.bin", 1_000), ("area-conto-1.bin", pack)] {
            sizes.insert(format!("assets/{file}"), size);
        }
        let aree = [("inizio", &["inizio"][..]), ("conto", &["inizio", "conto"][..])]
            .map(|(area, packs)| (area.to_owned(), packs.iter().map(|pack| format!("/assets/area-{pack}-1.bin")).collect()));
        (sizes, aree.into())
    }

    #[test]
    fn what_is_asked_for_is_counted_once() {
        let (sizes, aree) = built(50_000, 300);
        let rows = measure(&sizes, &aree).unwrap();
        let of = |nome: &str| rows.iter().find(|row| row.nome == nome).map(|row| row.peso).unwrap();
        assert_eq!(of("initial wasm"), Peso { requests: 1, bytes: 50_000 });
        assert_eq!(of(VISIT_NAME), Peso { requests: 12, bytes: 50_000 + 8 * 100 + 1_000 + API.bytes });
        assert_eq!(of("conto"), Peso { requests: 1, bytes: 300 });
        assert!(check(&rows, Libreria::Rifatta).is_ok());
    }

    #[test]
    fn too_much_is_a_failure() {
        for (wasm, pack) in [(150_001, 0), (0, 40_001)] {
            let (sizes, aree) = built(wasm, pack);
            let rows = measure(&sizes, &aree).unwrap();
            assert!(check(&rows, Libreria::Rifatta).is_err());
            assert!(check(&rows, Libreria::Pronta).is_ok());
        }
        let (mut sizes, aree) = built(0, 0);
        sizes.remove("assets/boot-1.js");
        assert!(measure(&sizes, &aree).is_err());
    }
}
