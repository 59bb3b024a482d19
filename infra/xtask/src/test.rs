//! `cargo xtask test`: every check and test. A failure does not stop the others; the last line tells the sums.

mod browser;
mod infra;
mod pages;
mod rust;
pub mod steps;

use clap::ValueEnum;

use crate::test::steps::Steps;
use crate::{Error, avvio, esercizio, fuzz, sam};

/// Requests for each operation as each role: some 700 in all.
const EXAMPLES: u32 = 3;

/// A part that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Format, lints, and the tests of all crates.
    Rust,
    /// The PWA's build and the journeys in Chromium.
    Browser,
    /// The gates on the pages: sizes, accessibility, validity, security headers.
    Qualita,
    /// The SAM template.
    Infra,
    /// The cold start of a function.
    Avvio,
    /// A quesito's life through `sam local`, where containers may run.
    Sam,
    /// What reads foreign bytes, given inputs that nobody thought of; the API, asked what its document allows.
    Fuzz,
}

/// Runs the parts, all when none is named.
///
/// # Errors
/// When anything failed; what is in the lines before the last.
pub fn run(only: &[Part]) -> Result<(), Error> {
    let wanted = |part| only.is_empty() || only.contains(&part);
    let mut steps = Steps::default();
    if wanted(Part::Rust) {
        rust::run(&mut steps);
    }
    if wanted(Part::Browser) {
        browser::run(&mut steps);
    }
    // After the journeys: it uses what they have built.
    if wanted(Part::Qualita) {
        pages::run(&mut steps);
    }
    if wanted(Part::Infra) {
        infra::run(&mut steps);
    }
    if wanted(Part::Avvio) {
        steps.check("cold start", avvio::check);
    }
    if wanted(Part::Sam) {
        match sam::possible() {
            Ok(()) => {
                steps.check("sam local", sam::check);
            }
            // Asked for by name, it is wanted.
            Err(error) if only.is_empty() => println!("== sam local: left out on this machine: {error}"),
            Err(error) => {
                steps.check("sam local", || Err(error));
            }
        }
    }
    if wanted(Part::Fuzz) {
        steps.check("schemathesis", || esercizio::schemi(esercizio::Richieste::Esempi(EXAMPLES)));
        steps.check("fuzz", || fuzz::fuzz(&[], fuzz::Durata::Giri));
    }
    steps.finish()
}
