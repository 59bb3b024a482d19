//! Says what the roles of `infra/template.yaml` allow and the test suite never used. Its argument is the folder that the tests wrote
//! into, which the variable `CASSETTO_CHIAMATE` named.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(folder) = std::env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: privilegi FOLDER");
        return ExitCode::FAILURE;
    };
    match cassetto_local::iam::unused(&folder) {
        Ok(unused) => {
            for grant in &unused {
                println!("never used: {grant}");
            }
            println!("{} grants, {} never used", cassetto_local::iam::count(), unused.len());
            if unused.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("{}: {error}", folder.display());
            ExitCode::FAILURE
        }
    }
}
