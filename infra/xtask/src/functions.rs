//! `cargo xtask build`: the functions' release binaries, their sizes and the budgets on them.

use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::DeflateEncoder;

use crate::Error;
use crate::command::{cargo, command, run, target};
use crate::machine::python_tool;

/// The deployed functions.
pub const FUNCTIONS: [&str; 11] = [
    "cassetto-login",
    "cassetto-quesito-submit",
    "cassetto-quesito-list",
    "cassetto-fascicolo",
    "cassetto-deleghe",
    "cassetto-contatti",
    "cassetto-notify",
    "cassetto-registro",
    "cassetto-deliver",
    "cassetto-esiti",
    "cassetto-sonda",
];

/// The largest stripped binary wanted, bytes: `cargo xtask avvio` fails over it.
const BUDGET_BINARY: usize = 6_000_000;

/// The largest one allowed here, bytes: a deployment must not wait for the last of it (docs/adr/0032).
const LARGEST_BINARY: usize = 7_000_000;

/// The largest zip allowed, bytes.
const LARGEST_ZIP: usize = 4_000_000;

/// For the cloud: arm64, all in one pass of cargo-lambda, into `target/lambda/<function>/bootstrap`, where the template looks.
///
/// # Errors
/// When the tool can't be installed, the build fails or a function is too large.
pub fn build_cloud() -> Result<(), Error> {
    let lambda = python_tool("cargo-lambda", &["cargo-lambda==1.9.2"])?;
    let bin = lambda.parent().map(Path::to_owned).unwrap_or_default();
    let path = std::env::var_os("PATH").unwrap_or_default();
    // cargo-lambda looks for zig on the path; it came with it.
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path)))?;
    let mut build = command(&lambda, &["lambda", "build", "--release", "--arm64"]);
    build.args(packages(&FUNCTIONS)).env("PATH", path);
    run(&mut build)?;
    check(|function| target().join("lambda").join(function).join("bootstrap"))
}

/// For this machine, with the same budgets.
///
/// # Errors
/// When the build fails or a function is too large.
pub fn build_host() -> Result<(), Error> {
    run(cargo(&["build", "--release"]).args(packages(&FUNCTIONS)))?;
    check(|function| target().join("release").join(function))
}

/// What cargo is told to build these.
pub fn packages<'a>(functions: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    functions.iter().flat_map(|&function| ["--package", function])
}

/// Prints the sizes of all functions and compares them with the budgets.
fn check(file: impl Fn(&str) -> PathBuf) -> Result<(), Error> {
    println!("{:24}{:>12}{:>9}", "function", "binary MB", "zip MB");
    let mut too_large = Vec::new();
    for function in FUNCTIONS {
        let content = std::fs::read(file(function))?;
        let mut zip = DeflateEncoder::new(Vec::new(), Compression::default());
        zip.write_all(&content)?;
        let zip = zip.finish()?.len();
        println!("{function:24}{:>12.2}{:>9.2}", megabytes(content.len()), megabytes(zip));
        if content.len() > LARGEST_BINARY || zip > LARGEST_ZIP {
            too_large.push(function);
        }
    }
    println!("{:24}{:>12.2}{:>9.2}", "budget", megabytes(BUDGET_BINARY), megabytes(LARGEST_ZIP));
    if too_large.is_empty() { Ok(()) } else { Err(format!("too large: {}", too_large.join(", ")).into()) }
}

#[expect(clippy::cast_precision_loss, reason = "a size to be read by people")]
fn megabytes(size: usize) -> f64 {
    size as f64 / 1e6
}
