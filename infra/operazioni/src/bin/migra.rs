//! `cargo xtask migra`: moves the table of an environment forward, with the credentials of who runs it.

use std::process::ExitCode;

use cassetto_operazioni::ambiente::{Ambiente, esito};
use cassetto_operazioni::migra::{Opzioni, migra};
use clap::Parser;
use jiff::Timestamp;

/// Takes the steps that a table has not had.
#[derive(Parser)]
struct Arguments {
    #[command(flatten)]
    ambiente: Ambiente,
    /// Counts what is to be done, writes nothing.
    #[arg(long)]
    conta: bool,
    /// At most so many requests a second.
    #[arg(long, default_value_t = 50)]
    al_secondo: u32,
    /// Rows of a page: after each it is noted how far one has come.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..))]
    pagina: u16,
}

#[tokio::main]
async fn main() -> ExitCode {
    esito("migra", run(Arguments::parse()).await)
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn std::error::Error>> {
    let Arguments { ambiente, conta, al_secondo, pagina } = arguments;
    let store = ambiente.store();
    #[expect(clippy::disallowed_methods, reason = "a program of its own: the instant of its start is the one it works at")]
    let now = Timestamp::now();
    let fatti = migra(&store, Opzioni { pagina, al_secondo, conta }, now).await?;
    for passo in &fatti {
        let what = if conta { "to be put right" } else { "put right" };
        println!(
            "{} {}: {} rows read, {} {what}, {} that can't be read",
            passo.numero, passo.nome, passo.lette, passo.corrette, passo.illeggibili
        );
    }
    if fatti.is_empty() {
        println!("the table has had every step");
    }
    Ok(())
}
