//! `cargo xtask`: every command of development. It stays light, since it is built first.

mod avvio;
mod command;
mod costi;
mod dev;
mod esercizio;
mod functions;
mod fuzz;
mod generate;
#[cfg(test)]
mod lingue;
mod machine;
mod pwa;
mod qualita;
mod sam;
mod sistema;
mod test;
mod verifica;

use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// The workspace's commands.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Builds and runs the whole system on this machine.
    Dev(Dev),
    /// Builds the PWA into target/pwa/dist.
    Pwa {
        /// In seconds, large, into target/pwa/dist-veloce.
        #[arg(long)]
        veloce: bool,
    },
    /// Runs every check and test, the browser's journeys included.
    Test {
        /// Only these parts; several may be given.
        #[arg(long, value_enum)]
        only: Vec<test::Part>,
    },
    /// Measures the pages against their budgets and prints the table: sizes, timings, accessibility, validity, security headers.
    Qualita {
        /// Fewer faces and repetitions, Chromium alone.
        #[arg(long)]
        rapido: bool,
        /// Only these screens of tests/qualita/schermate.js.
        schermate: Vec<String>,
    },
    /// Writes the pictures of docs/schermate again, all or some.
    Schermate { schermate: Vec<String> },
    /// Builds the functions for the cloud (arm64), or for this machine, and holds their sizes against the budgets.
    Build {
        /// For this machine.
        #[arg(long)]
        host: bool,
    },
    /// Measures the cold start of each function against its budgets, beside an empty function and one with the bare SDK.
    Avvio {
        /// Writes the figures to this file too.
        #[arg(long)]
        json: Option<std::path::PathBuf>,
    },
    /// Runs the functions in containers behind `sam local`, in front of the embedded services. Needs root, for Docker.
    Sam(sam::Sam),
    /// Checks registers, receipts and exported threads, with the documents of a receipt: offline, with no account.
    Verifica {
        #[arg(required = true)]
        file: Vec<std::path::PathBuf>,
    },
    /// Checks that the table and the buckets keep every law: of the cloud, or of a local system that runs (`--locale .data`).
    Fsck {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Rehearses a restore on the embedded cloud: copy under new names, check with counts, a thread read, its receipt verified.
    ProvaRipristino,
    /// Gives a function again what waits in its dead-letter queue.
    Rigioca {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Tries every fault at every call of every operation, then random schedules.
    Guasti {
        /// How many schedules.
        #[arg(long, default_value_t = 2_000)]
        semi: u64,
        /// Only schedules, from this seed on: where a run was ended.
        #[arg(long, default_value_t = 1)]
        dal: u64,
        /// One schedule alone, by its seed.
        #[arg(long)]
        seme: Option<u64>,
        /// Only the faults of these operations, by their names in `tests/it/guasti/operazioni.rs`.
        #[arg(long, value_delimiter = ',')]
        operazioni: Vec<String>,
    },
    /// Sends requests made from the OpenAPI document as each role; the answers must be as it says.
    Schemi {
        /// For each role.
        #[arg(long, default_value_t = 30)]
        secondi: u32,
    },
    /// Gives what reads foreign bytes inputs that nobody thought of: the targets of tests/fuzz, all or some.
    Fuzz {
        /// For so long, with new inputs each time, instead of the fixed number that `test` tries.
        #[arg(long)]
        secondi: Option<u32>,
        bersagli: Vec<String>,
    },
    /// Rewrites the generated files: infra/openapi.json.
    Generate,
    /// Loads files of people into the table of an environment; arguments go to the program.
    Semi {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Moves the table of an environment forward by the numbered steps that it has not had; arguments go to the program.
    Migra {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Rewrites the tables of docs/COSTI.md from infra/costi: what was measured, what is assumed, what things cost.
    Costi,
    /// Measures the system; arguments go to the bench program.
    Bench {
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
}

/// As those of `cassetto-local`.
#[derive(Args)]
struct Dev {
    /// Port of the gateway.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Where everything is kept.
    #[arg(long, default_value = ".data")]
    data: std::path::PathBuf,
    /// Starts again from the demo people.
    #[arg(long)]
    fresh: bool,
}

/// What went wrong, for whoever typed the command.
type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Dev(options) => dev::run(&options),
        Task::Pwa { veloce: true } => pwa::build(pwa::Modo::Veloce).map(drop),
        Task::Pwa { veloce: false } => pwa::build(pwa::Modo::Piccola).map(drop),
        Task::Test { only } => test::run(&only),
        Task::Qualita { rapido, schermate } => qualita::run(if rapido { qualita::Modo::Rapido } else { qualita::Modo::Tutto }, &schermate),
        Task::Schermate { schermate } => qualita::pictures(&schermate),
        Task::Build { host: true } => functions::build_host(),
        Task::Build { host: false } => functions::build_cloud(),
        Task::Avvio { json } => avvio::measure(json.as_deref()),
        Task::Sam(options) => sam::run_sam(&options),
        Task::Verifica { file } => verifica::run(&file),
        Task::Fsck { arguments } => esercizio::run("fsck", &arguments),
        Task::ProvaRipristino => esercizio::ripristino(),
        Task::Rigioca { arguments } => esercizio::run("rigioca", &arguments),
        Task::Guasti { semi, dal, seme, operazioni } => esercizio::guasti(&esercizio::Guasti { semi, dal, seme, operazioni }),
        Task::Schemi { secondi } => esercizio::schemi(esercizio::Richieste::Secondi(secondi)),
        Task::Fuzz { secondi, bersagli } => fuzz::fuzz(&bersagli, secondi.map_or(fuzz::Durata::Giri, fuzz::Durata::Secondi)),
        Task::Generate => generate::run(),
        Task::Semi { arguments } => generate::operazioni("semi", &arguments),
        Task::Migra { arguments } => generate::operazioni("migra", &arguments),
        Task::Costi => costi::run(),
        Task::Bench { arguments } => generate::bench(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
