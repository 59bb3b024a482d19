//! Running other programs from the workspace's root.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Error;

/// The workspace's root.
pub fn root() -> PathBuf {
    // Cargo tells where the package is; two folders up is the workspace.
    let package = std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from("infra/xtask"), PathBuf::from);
    package.ancestors().nth(2).unwrap_or(Path::new(".")).to_owned()
}

/// Where cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// A command in the workspace's root.
pub fn command(program: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root());
    command
}

/// The cargo that runs this program.
pub fn cargo(arguments: &[&str]) -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()), arguments)
}

/// The check that the functions' policies are neither too wide nor too narrow.
pub const PRIVILEGI: &str = "privilegi";

/// Builds programs of the workspace, `--bin` and the like, with the features that their crates have in `cargo test`: with others all that
/// they stand on would be compiled once more. Cargo counts the features that tests want only where it builds a test or an example, so
/// [`PRIVILEGI`] is always among them.
///
/// # Errors
/// When they do not build.
pub fn build(programs: &[&str]) -> Result<(), Error> {
    run(cargo(&["build", "--workspace", "--exclude", "cassetto-pwa", "--example", PRIVILEGI]).args(programs))
}

/// Runs it to its end.
///
/// # Errors
/// When it can't be started or fails.
pub fn run(command: &mut Command) -> Result<(), Error> {
    println!("$ {}", describe(command));
    let status = command.status().map_err(|error| format!("{}: {error}", command.get_program().display()))?;
    if status.success() { Ok(()) } else { Err(format!("{} ({status})", describe(command)).into()) }
}

/// The command as one would type it.
pub fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args()).map(|word| word.to_string_lossy());
    words.collect::<Vec<_>>().join(" ")
}

/// A heading in the output.
pub fn heading(text: &str) {
    println!("\n== {text}");
}
