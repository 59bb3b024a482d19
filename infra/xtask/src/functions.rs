//! `cargo xtask build`: the functions' release binaries.

use crate::Error;
use crate::command::{cargo, command, run, target};
use crate::machine::python_tool;

/// The deployed functions.
pub const FUNCTIONS: [&str; 10] = [
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
];

/// The largest stripped binary allowed, bytes.
const LIMIT: u64 = 8 << 20;

/// For the cloud: arm64, through cargo-lambda.
///
/// # Errors
/// When the tool can't be installed or the build fails.
pub fn build_cloud() -> Result<(), Error> {
    let lambda = python_tool("cargo-lambda", &["cargo-lambda==1.9.2"])?;
    let bin = lambda.parent().map(std::path::Path::to_owned).unwrap_or_default();
    let path = std::env::var_os("PATH").unwrap_or_default();
    // cargo-lambda looks for zig on the path; it came with it.
    let path = std::env::join_paths(std::iter::once(bin).chain(std::env::split_paths(&path)))?;
    let mut build = command(&lambda, &["lambda", "build", "--release", "--arm64"]);
    build.args(packages()).env("PATH", path);
    run(&mut build)
}

/// For this machine, checked against the limit of size.
///
/// # Errors
/// When the build fails or a binary is too large.
pub fn build_host() -> Result<(), Error> {
    run(cargo(&["build", "--release"]).args(packages()))?;
    let mut too_large = Vec::new();
    for function in FUNCTIONS {
        let size = std::fs::metadata(target().join("release").join(function))?.len();
        println!("{function:24} {:>6.2} MB", megabytes(size));
        if size > LIMIT {
            too_large.push(function);
        }
    }
    if too_large.is_empty() { Ok(()) } else { Err(format!("larger than {:.0} MB: {}", megabytes(LIMIT), too_large.join(", ")).into()) }
}

fn packages() -> impl Iterator<Item = &'static str> {
    FUNCTIONS.into_iter().flat_map(|function| ["--package", function])
}

#[expect(clippy::cast_precision_loss, reason = "a size to be read by people")]
fn megabytes(size: u64) -> f64 {
    size as f64 / f64::from(1 << 20)
}
