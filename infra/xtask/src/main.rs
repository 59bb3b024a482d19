//! `cargo xtask`: every command of development. It stays light, since it is built first.

mod command;
mod dev;
mod functions;
mod generate;
mod machine;
mod pwa;
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
    Pwa,
    /// Runs every check and test, the browser's journeys included.
    Test {
        /// Only these parts; several may be given.
        #[arg(long, value_enum)]
        only: Vec<test::Part>,
    },
    /// Builds the functions for the cloud (arm64), or for this machine.
    Build {
        /// For this machine, with the sizes.
        #[arg(long)]
        host: bool,
    },
    /// Checks registers, receipts and exported threads, with the documents of a receipt: offline, with no account.
    Verifica {
        #[arg(required = true)]
        file: Vec<std::path::PathBuf>,
    },
    /// Rewrites the generated files: infra/openapi.json.
    Generate,
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
        Task::Pwa => pwa::build().map(drop),
        Task::Test { only } => test::run(&only),
        Task::Build { host: true } => functions::build_host(),
        Task::Build { host: false } => functions::build_cloud(),
        Task::Verifica { file } => verifica::run(&file),
        Task::Generate => generate::run(),
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
