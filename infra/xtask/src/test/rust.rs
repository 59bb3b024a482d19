//! Format, lints and the tests of the crates.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use crate::Error;
use crate::command::{PRIVILEGI, build, cargo, command, describe, run as run_command, target};
use crate::machine::{WASM, ensure_wasm};
use crate::test::steps::{Counts, LINES, Steps};

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
    // What the functions call in all these tests is gathered here, a file for each process.
    let calls = target().join("chiamate");
    steps.tests("cargo test", || {
        if calls.is_dir() {
            std::fs::remove_dir_all(&calls)?;
        }
        counted(cargo(&["test", "--workspace", "--exclude", "cassetto-pwa", "--no-fail-fast"]).env("CASSETTO_CHIAMATE", &calls))
    });
    // What is not allowed was refused there; what is allowed must have been used.
    steps.check("least privilege", || {
        build(&[])?;
        run_command(command(target().join("debug/examples").join(PRIVILEGI), &[]).arg(&calls))
    });
    steps.tests("cargo test, PWA", || counted(&mut cargo(&["test", "--package", "cassetto-pwa"])));
}

/// Runs it with its output shown, and adds up the results in it.
fn counted(command: &mut Command) -> Result<(Counts, Result<(), Error>), Error> {
    println!("$ {}", describe(command));
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut counts = Counts::default();
    let mut said = LINES;
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            if let Some(more) = parse(&line) {
                counts.passed += more.passed;
                counts.failed += more.failed;
            }
            // A failed test's own output, from its heading to the next empty line.
            if let Some(name) = line.strip_prefix("---- ").and_then(|line| line.strip_suffix(" stdout ----")) {
                counts.which.push(name.to_owned());
                said = 0;
            } else if said < LINES
                && let Some(last) = counts.which.last_mut()
            {
                said = if line.is_empty() && said > 1 { LINES } else { said + 1 };
                if !line.is_empty() {
                    last.push_str(&format!("\n    {line}"));
                }
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
    Some(Counts { passed: count(" passed")?, failed: count(" failed")?, which: Vec::new() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_test_is_named_with_what_it_said() {
        let output = "---- a::b stdout ----\\n\\nthread panicked\\nleft: 1\\n\\n\\nfailures:\\n    a::b\\n\\ntest result: FAILED. 1 passed; 1 failed; 0 ignored\\n";
        let (counts, ended) = counted(&mut crate::command::command("printf", &[output])).unwrap();
        assert!(ended.is_ok());
        let which = vec!["a::b\n    thread panicked\n    left: 1".to_owned()];
        assert_eq!(counts, Counts { passed: 1, failed: 1, which });
    }

    #[test]
    fn results_are_read_from_cargos_output() {
        let line = "test result: FAILED. 12 passed; 3 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s";
        assert_eq!(parse(line), Some(Counts { passed: 12, failed: 3, which: Vec::new() }));
        assert_eq!(parse("test a_test ... ok"), None);
    }
}
