//! The journeys in Chromium: `tests/browser` with Playwright, against a local system of their own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};

use serde_json::Value;

use crate::Error;
use crate::command::{cargo, command, describe, root, run as run_command, target};
use crate::test::steps::{Counts, Steps};
use crate::{machine, pwa};

/// Builds, starts, runs, stops.
pub fn run(steps: &mut Steps) {
    let ready = steps.check("PWA", || pwa::build().map(drop))
        // With the features that the tests' build has: another selection would compile the SDKs once more.
        & steps.check("local system", || {
            run_command(&mut cargo(&["build", "--workspace", "--exclude", "cassetto-pwa", "--bin", "cassetto-local"]))
        })
        & steps.check("browser and its driver", install);
    if ready {
        steps.tests("browser journeys", journeys);
    }
}

fn install() -> Result<(), Error> {
    let mut wanted = vec![("node", "nodejs"), ("npm", "npm")];
    if machine::chromium().is_none() {
        wanted.push(("chromium", "chromium"));
    }
    machine::ensure_debian(&wanted)?;
    let package = root().join("tests/browser");
    let newer = |file: &str, than: &str| {
        let modified = |name: &str| fs::metadata(package.join(name)).and_then(|metadata| metadata.modified()).ok();
        modified(file).is_some_and(|file| modified(than).is_some_and(|than| file > than))
    };
    if newer("node_modules/.package-lock.json", "package-lock.json") {
        return Ok(());
    }
    let mut install = command("npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    run_command(install.current_dir(package).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))
}

fn journeys() -> Result<(Counts, Result<(), Error>), Error> {
    let data = root().join("target/browser/data");
    let report = root().join("target/browser/report.json");
    for stale in [&data, &report] {
        if stale.is_dir() {
            fs::remove_dir_all(stale)?;
        } else if stale.is_file() {
            fs::remove_file(stale)?;
        }
    }
    fs::create_dir_all(&data)?;
    let mut system = System::start(&data)?;
    println!("{}", system.welcome);

    let package = root().join("tests/browser");
    let mut playwright = command(package.join("node_modules/.bin/playwright"), &["test", "--reporter=list,json"]);
    playwright
        .current_dir(&package)
        .env("BASE_URL", &system.origin)
        .env("CHROMIUM", machine::chromium().ok_or("no Chromium")?)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let ended = run_command(&mut playwright);
    let stopped = system.stop();
    let report: Value = serde_json::from_slice(&fs::read(&report).map_err(|error| format!("{}: {error}", describe(&playwright)))?)?;
    Ok((parse(&report), ended.and(stopped)))
}

/// A local system on a free port with fresh demo people.
struct System {
    process: Child,
    /// The line that tells where it is.
    welcome: String,
    origin: String,
}

impl System {
    fn start(data: &Path) -> Result<Self, Error> {
        // SMS wait from 21 to 8, and journeys run at any hour.
        let mut local = command(target().join("debug/cassetto-local"), &["--port", "0", "--fresh", "--ora", "09:00"]);
        let process = local.arg("--data").arg(data).stdout(Stdio::piped()).spawn()?;
        let mut system = Self { process, welcome: String::new(), origin: String::new() };
        let Some(output) = system.process.stdout.take() else { return Err("the local system has no output".into()) };
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let found = lines.find_map(|line| {
            let origin = line.split_whitespace().find(|word| word.starts_with("http://"))?.to_owned();
            Some((origin, line))
        });
        // The rest is for people; reading it on keeps the pipe open.
        std::thread::spawn(move || lines.for_each(drop));
        match found {
            Some((origin, welcome)) => {
                (system.origin, system.welcome) = (origin, welcome);
                Ok(system)
            }
            None => {
                system.stop()?;
                Err("the local system did not start".into())
            }
        }
    }

    /// Asks it to end, as Ctrl-C does, and expects it to end well.
    fn stop(&mut self) -> Result<(), Error> {
        run_command(&mut command("kill", &["-TERM", &self.process.id().to_string()]))?;
        let status = self.process.wait()?;
        if status.success() { Ok(()) } else { Err(format!("the local system ended badly ({status})").into()) }
    }
}

impl Drop for System {
    fn drop(&mut self) {
        // Only after an error: a system that was stopped is gone already.
        let _ = self.process.kill();
    }
}

/// Playwright's JSON report; a test that passed only at the second attempt has failed.
fn parse(report: &Value) -> Counts {
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
    Counts { passed: count("expected"), failed: count("unexpected") + count("flaky") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaky_journey_has_failed() {
        let report = serde_json::json!({"stats": {"expected": 7, "skipped": 1, "unexpected": 2, "flaky": 1}});
        assert_eq!(parse(&report), Counts { passed: 7, failed: 3 });
    }
}
