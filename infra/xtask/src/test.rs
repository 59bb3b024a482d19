//! `cargo xtask test`: every check and test. A failure does not stop the others; the last line tells the sums.

mod browser;
mod infra;
mod rust;
mod steps;

use clap::ValueEnum;

use crate::Error;
use crate::test::steps::Steps;

/// A part that can be run alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Format, lints, and the tests of all crates.
    Rust,
    /// The PWA's build and the journeys in Chromium.
    Browser,
    /// The SAM template.
    Infra,
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
    if wanted(Part::Infra) {
        infra::run(&mut steps);
    }
    steps.finish()
}
