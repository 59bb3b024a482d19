//! What who runs the system does beside it: check the store, rehearse a restore, give dead letters again, try faults, try requests.
//! Each is a program or a test of its own, so that this one stays light.

use std::path::PathBuf;

use crate::Error;
use crate::command::{self, cargo, command as program, root, target};
use crate::machine::python_tool_apart;
use crate::sistema::System;

/// At this version the requests of a run are the same.
const SCHEMATHESIS: [&str; 1] = ["schemathesis==4.32.5"];

/// Who asks: a person of each role among the demo people, with the PIN that the README gives.
const ROLES: [&str; 4] =
    ["SMPNNA68D52H501Q:Anna2026", "FNZCRL72H61H501C:Carla026", "PTSDRA80B14H501Q:Sede7001", "CNGGLI70E50H501Z:Sede7003"];

/// A program of `cassetto-esercizio`: `fsck` or `rigioca`.
///
/// # Errors
/// When it can't be built, or says so.
pub fn run(name: &str, arguments: &[String]) -> Result<(), Error> {
    // Folders are those of who types, and cargo runs in the workspace's root.
    let here = std::env::current_dir()?;
    let absolute = |(index, argument): (usize, &String)| {
        let is_folder = index > 0 && arguments[index - 1] == "--locale";
        if is_folder { here.join(argument).display().to_string() } else { argument.clone() }
    };
    let mut tool = cargo(&["run", "--quiet", "--package", "cassetto-esercizio", "--bin", name, "--"]);
    command::run(tool.args(arguments.iter().enumerate().map(absolute)))
}

/// The rehearsal of a restore on the embedded cloud, with its counts.
///
/// # Errors
/// When something isn't as it was.
pub fn ripristino() -> Result<(), Error> {
    command::run(&mut tests("test", "ripristino::"))
}

/// Which faults are tried.
pub struct Guasti {
    pub semi: u64,
    /// The first seed: a run that was ended goes on from there.
    pub dal: u64,
    pub seme: Option<u64>,
    /// Only the cases of these; everything when empty.
    pub operazioni: Vec<String>,
}

/// Every fault at every call of every operation, and random schedules.
///
/// # Errors
/// When one of them breaks something: its seed or case is in the output.
pub fn guasti(which: &Guasti) -> Result<(), Error> {
    // Thousands of runs of the whole system: a debug build takes some four CPU seconds for each schedule.
    let filter = match which {
        Guasti { operazioni, .. } if !operazioni.is_empty() => "guasti::every_operation",
        Guasti { seme: Some(_), .. } | Guasti { dal: 2.., .. } => "guasti::semi::",
        Guasti { .. } => "guasti::",
    };
    let mut cases = tests("misura", filter);
    cases.env("CASSETTO_GUASTI", if which.operazioni.is_empty() { "tutti".to_owned() } else { which.operazioni.join(",") });
    cases.env("CASSETTO_SEMI", which.semi.to_string()).env("CASSETTO_DAL", which.dal.to_string());
    if let Some(seme) = which.seme {
        cases.env("CASSETTO_SEME", seme.to_string());
    }
    command::run(&mut cases)
}

/// How many requests are sent.
#[derive(Debug, Clone, Copy)]
pub enum Richieste {
    /// As many as come in these seconds for each role.
    Secondi(u32),
    /// So many for each operation and role, the same at each run.
    Esempi(u32),
}

/// Requests from the OpenAPI document to a fresh local system, as each role.
///
/// # Errors
/// When an answer is not one that the document allows.
pub fn schemi(richieste: Richieste) -> Result<(), Error> {
    let schemathesis = python_tool_apart("st", &SCHEMATHESIS)?;
    System::build()?;
    let data: PathBuf = target().join("schemi");
    let mut system = System::start(&data)?;
    let mut requests = program("python3", &["tests/schemi/schemi.py"]);
    let (what, much) = match richieste {
        Richieste::Secondi(seconds) => ("secondi", seconds),
        Richieste::Esempi(examples) => ("esempi", examples),
    };
    requests.arg(&schemathesis).args([&system.origin, what, &much.to_string()]).args(ROLES).current_dir(root());
    let done = command::run(&mut requests);
    system.stop()?;
    done
}

fn tests(profile: &str, filter: &str) -> std::process::Command {
    cargo(&["test", "--quiet", "--profile", profile, "--package", "cassetto-tests", "--test", "it", filter, "--", "--nocapture"])
}
