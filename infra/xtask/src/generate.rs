//! `cargo xtask generate`, `bench`, `semi` and `migra`: programs of the workspace, run with what they need.

use std::process::Stdio;

use crate::Error;
use crate::command::{self, cargo, describe, root};

/// Rewrites `infra/openapi.json`.
///
/// # Errors
/// When the generator can't be built or the file not written.
pub fn run() -> Result<(), Error> {
    let mut generator = cargo(&["run", "--quiet", "--package", "cassetto-local", "--example", "openapi"]);
    let output = generator.stderr(Stdio::inherit()).output()?;
    if !output.status.success() {
        return Err(format!("{} failed", describe(&generator)).into());
    }
    std::fs::write(root().join("infra/openapi.json"), output.stdout)?;
    println!("infra/openapi.json");
    Ok(())
}

/// Runs the bench program, optimized.
///
/// # Errors
/// When it can't be built or fails.
pub fn bench(arguments: &[String]) -> Result<(), Error> {
    command::run(cargo(&["run", "--profile", "misura", "--package", "cassetto-local", "--bin", "bench", "--"]).args(arguments))
}

/// A program of `cassetto-operazioni`: `semi` or `migra`.
///
/// # Errors
/// When it can't be built or fails.
pub fn operazioni(name: &str, arguments: &[String]) -> Result<(), Error> {
    command::run(cargo(&["run", "--quiet", "--package", "cassetto-operazioni", "--bin", name, "--"]).args(arguments))
}
