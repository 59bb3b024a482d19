//! `cargo xtask verifica FILE…`: what [`cassetto_prove::verifica`] finds, and whether everything fits as the exit code.

use std::process::ExitCode;

use cassetto_prove::verifica::{File, verifica};

fn main() -> ExitCode {
    let mut file = Vec::new();
    for nome in std::env::args().skip(1) {
        match std::fs::read(&nome) {
            Ok(contenuto) => file.push(File { nome, contenuto }),
            Err(error) => {
                eprintln!("{nome}: {error}");
                return ExitCode::from(2);
            }
        }
    }
    let verbale = verifica(&file);
    println!("{verbale}");
    if verbale.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
