//! Format, lints and the tests of the crates.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::Error;
use crate::command::{cargo, describe, run as run_command};
use crate::machine::{WASM, ensure_wasm};
use crate::test::steps::{Counts, Steps};

/// All of it.
pub fn run(steps: &mut Steps) {
    steps.check("cargo fmt", || run_command(&mut cargo(&["fmt", "--all", "--", "--check"])));
    steps.check("clippy", || {
        let arguments = ["clippy", "--workspace", "--exclude", "cassetto-pwa", "--all-targets", "--", "-D", "warnings"];
        run_command(&mut cargo(&arguments))
    });
    steps.check("clippy, wasm", || {
        ensure_wasm()?;
        let packages = ["--package", "cassetto-pwa", "--package", "cassetto-api", "--package", "cassetto-domain"];
        run_command(cargo(&["clippy", "--target", WASM]).args(packages).args(["--", "-D", "warnings"]))
    });
    steps.tests("cargo test", || counted(&mut cargo(&["test", "--workspace", "--exclude", "cassetto-pwa", "--no-fail-fast"])));
    steps.tests("cargo test, PWA", || counted(&mut cargo(&["test", "--package", "cassetto-pwa"])));
}

/// Runs it with its output shown, and adds up the results in it.
fn counted(command: &mut Command) -> Result<(Counts, Result<(), Error>), Error> {
    println!("$ {}", describe(command));
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut counts = Counts::default();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(more) = parse(&line) {
                counts.passed += more.passed;
                counts.failed += more.failed;
            }
        }
    }
    let status = child.wait()?;
    let ended = if status.success() { Ok(()) } else { Err(format!("{} ({status})", describe(command)).into()) };
    Ok((counts, ended))
}

/// `test result: ok. 12 passed; 0 failed; …`
fn parse(line: &str) -> Option<Counts> {
    let (_, results) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let count = |word: &str| {
        let part = results.split("; ").find(|part| part.ends_with(word))?;
        part.split(' ').next()?.parse().ok()
    };
    Some(Counts { passed: count(" passed")?, failed: count(" failed")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_from_cargos_output() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(parse(line), Some(Counts { passed: 12, failed: 3 }));
        assert_eq!(parse("test a_test ... ok"), None);
    }
}
