//! The journeys in Chromium: `tests/browser` with Playwright, against local systems of their own.

use std::fs;

use serde_json::Value;

use crate::Error;
use crate::command::{command, describe, root, run as run_command};
use crate::sistema::{self, System};
use crate::test::steps::{Counts, LINES, Steps};
use crate::{machine, pwa};

/// How many journeys at a time, each against a system of its own: as many as the cores of the machine that CI has.
const AT_A_TIME: usize = 2;

/// Builds, starts, runs, stops.
pub fn run(steps: &mut Steps) {
    let ready = steps.check("PWA", || pwa::build(pwa::Modo::Piccola).map(drop))
        & steps.check("local system", System::build)
        & steps.check("browser and its driver", || sistema::install("browser", &[]).map(drop));
    if ready {
        steps.tests("browser journeys", journeys);
    }
}

fn journeys() -> Result<(Counts, Result<(), Error>), Error> {
    let report = root().join("target/browser/report.json");
    if report.is_file() {
        fs::remove_file(&report)?;
    }
    let mut systems = Vec::new();
    for number in 1..=AT_A_TIME {
        let system = System::start(&root().join(format!("target/browser/data-{number}")))?;
        println!("{}", system.welcome);
        systems.push(system);
    }
    let origins: Vec<&str> = systems.iter().map(|system| system.origin.as_str()).collect();

    let package = root().join("tests/browser");
    let mut playwright = command(package.join("node_modules/.bin/playwright"), &["test", "--reporter=list,json"]);
    playwright
        .current_dir(&package)
        .env("BASE_URL", origins.join(" "))
        .env("CHROMIUM", machine::chromium().ok_or("no Chromium")?)
        .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
        .env("PLAYWRIGHT_JSON_OUTPUT_NAME", &report);
    let ended = run_command(&mut playwright);
    let stopped = systems.iter_mut().try_for_each(System::stop);
    let report: Value = serde_json::from_slice(&fs::read(&report).map_err(|error| format!("{}: {error}", describe(&playwright)))?)?;
    Ok((parse(&report), ended.and(stopped)))
}

/// Playwright's JSON report; a test that passed only at the second attempt has failed.
fn parse(report: &Value) -> Counts {
    let count = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
    let mut which = Vec::new();
    failures(report, &mut which);
    Counts { passed: count("expected"), failed: count("unexpected") + count("flaky"), which }
}

/// Where each failed journey is, on which size, and the first lines of what it met.
fn failures(suite: &Value, which: &mut Vec<String>) {
    let each = |value: &Value, name: &str| value[name].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    for spec in each(suite, "specs") {
        for test in each(&spec, "tests").iter().filter(|test| matches!(test["status"].as_str(), Some("unexpected" | "flaky"))) {
            let message: String =
                each(test, "results").iter().flat_map(|result| each(result, "errors")).map(|error| text(&error["message"])).collect();
            let lines: Vec<&str> = message.lines().filter(|line| !line.trim().is_empty()).take(LINES).collect();
            let (file, line, title) = (text(&spec["file"]), &spec["line"], text(&spec["title"]));
            which.push(format!("{file}:{line} on {}: {title}\n    {}", text(&test["projectName"]), lines.join("\n    ")));
        }
    }
    for suite in each(suite, "suites") {
        failures(&suite, which);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flaky_journey_has_failed_and_is_named() {
        let test = |status: &str| serde_json::json!({"projectName": "tablet", "status": status, "results": [{"errors": [{"message": "no\n\nbutton"}]}]});
        let spec = |title: &str, status: &str| serde_json::json!({"title": title, "file": "a.spec.js", "line": 3, "tests": [test(status)]});
        let report = serde_json::json!({
            "stats": {"expected": 7, "skipped": 1, "unexpected": 2, "flaky": 1},
            "suites": [{"specs": [spec("one", "unexpected"), spec("two", "expected")], "suites": [{"specs": [spec("three", "flaky")]}]}],
        });
        let which = ["one", "three"].map(|title| format!("a.spec.js:3 on tablet: {title}\n    no\n    button")).to_vec();
        assert_eq!(parse(&report), Counts { passed: 7, failed: 3, which });
    }
}
