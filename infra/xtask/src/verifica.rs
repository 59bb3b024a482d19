//! `cargo xtask verifica`: the checks are a program of their own, so that this one stays light.

use std::path::PathBuf;

use crate::Error;
use crate::command::{self, cargo};

/// Builds the checks, without the network, and runs them on `file`.
///
/// # Errors
/// When something doesn't fit, or a file can't be read.
pub fn run(file: &[PathBuf]) -> Result<(), Error> {
    let here = std::env::current_dir()?;
    let mut verifica = cargo(&["run", "--quiet", "--offline", "--package", "cassetto-prove", "--bin", "verifica", "--"]);
    verifica.args(file.iter().map(|file| here.join(file)));
    command::run(&mut verifica)
}
