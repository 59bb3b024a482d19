//! `cargo xtask rigioca`: gives a function again what waits in one of its dead-letter queues, with the AWS CLI and its profile.
//!
//! A message is removed when the function took it; what fails stays in the queue. Doing it twice does no harm.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use cassetto_esercizio::rigioca::Ripresa;
use clap::Parser;
use serde_json::Value;

/// Gives dead letters again. Exit code 1 when some message stays.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// URL of the queue: an output of the stack.
    #[arg(long)]
    coda: String,
    /// Name of the function: `notify` for its own queue, `deliver` for its own and the topic's, `esiti` for its own.
    #[arg(long)]
    funzione: String,
    /// At most so many messages.
    #[arg(long, default_value_t = 1_000)]
    massimo: u32,
    /// Says what it would do.
    #[arg(long)]
    prova: bool,
    /// The AWS CLI.
    #[arg(long, default_value = "aws")]
    aws: PathBuf,
}

type Error = Box<dyn std::error::Error>;

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(Conti { letti, ripresi }) => {
            println!("{letti} letti, {ripresi} ripresi, {} restano", letti - ripresi);
            if letti == ripresi { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("rigioca: {error}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Conti {
    letti: u32,
    ripresi: u32,
}

fn run(arguments: &Arguments) -> Result<Conti, Error> {
    let mut conti = Conti::default();
    while conti.letti < arguments.massimo {
        let page = receive(arguments)?;
        let messages = page["Messages"].as_array().map(Vec::as_slice).unwrap_or_default();
        if messages.is_empty() {
            break;
        }
        for message in messages {
            conti.letti += 1;
            let id = message["MessageId"].as_str().unwrap_or("-");
            let Ok(ripresa) = Ripresa::read(message["Body"].as_str().unwrap_or_default()) else {
                println!("{id}: di forma sconosciuta, resta");
                continue;
            };
            if arguments.prova {
                println!("{id}: {}", if ripresa == Ripresa::Spazza { "una passata" } else { "un evento" });
                continue;
            }
            if let Err(error) = invoke(arguments, &ripresa) {
                println!("{id}: resta: {error}");
                continue;
            }
            let handle = message["ReceiptHandle"].as_str().unwrap_or_default();
            aws(&arguments.aws, &["sqs", "delete-message", "--queue-url", &arguments.coda, "--receipt-handle", handle])?;
            conti.ripresi += 1;
        }
    }
    Ok(conti)
}

/// Messages that nobody else sees for five minutes.
fn receive(arguments: &Arguments) -> Result<Value, Error> {
    let output = aws(
        &arguments.aws,
        &[
            "sqs",
            "receive-message",
            "--queue-url",
            &arguments.coda,
            "--max-number-of-messages",
            "10",
            "--visibility-timeout",
            "300",
            "--wait-time-seconds",
            "1",
            "--output",
            "json",
        ],
    )?;
    // An empty queue is an empty output.
    Ok(if output.trim().is_empty() { Value::Null } else { serde_json::from_str(&output)? })
}

/// The function, and its own word on how it went. What an event holds goes through a file: arguments show in the list of processes.
fn invoke(arguments: &Arguments, ripresa: &Ripresa) -> Result<(), Error> {
    let mut payload = tempfile::NamedTempFile::new()?;
    payload.write_all(ripresa.evento().to_string().as_bytes())?;
    let answer = tempfile::NamedTempFile::new()?;
    let payload = format!("fileb://{}", payload.path().display());
    let path = answer.path().display().to_string();
    let output = aws(
        &arguments.aws,
        &["lambda", "invoke", "--function-name", &arguments.funzione, "--payload", &payload, "--output", "json", &path],
    )?;
    let outcome: Value = serde_json::from_str(&output)?;
    match outcome["FunctionError"].as_str() {
        None => Ok(()),
        Some(_) => Err("la funzione non l'ha preso: vedi il suo log".into()),
    }
}

fn aws(program: &Path, arguments: &[&str]) -> Result<String, Error> {
    let output = Command::new(program).args(arguments).output().map_err(|error| format!("{}: {error}", program.display()))?;
    if output.status.success() {
        Ok(String::from_utf8(output.stdout)?)
    } else {
        Err(format!("{} {}: {}", arguments[0], arguments[1], String::from_utf8_lossy(&output.stderr).trim()).into())
    }
}
