//! `cargo xtask avvio`: what a cold start of each function costs, and whether it keeps to its budgets.

use std::path::Path;

use crate::Error;
use crate::command::{build, cargo, command, run, target};
use crate::functions::{FUNCTIONS, packages};

/// What the functions are compared with.
const REFERENCE: &str = "cassetto-confronto";

/// What CI can afford to link: the function that everybody's first request goes to.
const IN_CI: [&str; 1] = ["cassetto-login"];

/// CPU that a machine may need beyond the budget, which was set on one of 2026: a gate must not depend on whose turn it is there.
const HEAD_ROOM: &str = "2.5";

/// Builds all functions for this machine and measures them; with `json` writes the figures there too.
///
/// # Errors
/// When something can't be built, or a budget isn't kept.
pub fn measure(json: Option<&Path>) -> Result<(), Error> {
    let mut avvio = prepare(&FUNCTIONS)?;
    if let Some(file) = json {
        avvio.arg("--json").arg(file);
    }
    run(avvio.args(["--margine", "1"]))
}

/// The same for one, with head-room: a part of the tests.
///
/// # Errors
/// As [`measure`].
pub fn check() -> Result<(), Error> {
    let names = IN_CI.map(|function| function.trim_start_matches("cassetto-"));
    run(prepare(&IN_CI)?.args(["--margine", HEAD_ROOM, "--volte", "5"]).args(names))
}

fn prepare(functions: &[&str]) -> Result<std::process::Command, Error> {
    // One after the other: what the reference asks of a shared crate would be in the functions too.
    run(cargo(&["build", "--release"]).args(packages(functions)))?;
    run(&mut cargo(&["build", "--release", "--package", REFERENCE]))?;
    build(&["--bin", "avvio"])?;
    let mut avvio = command(target().join("debug/avvio"), &["--binari"]);
    avvio.arg(target().join("release"));
    Ok(avvio)
}
