//! Checks registers, receipts and exports with nothing but themselves: offline, with no account.
//!
//! Whatever can be made again from its data is, and compared byte by byte; the rest is compared by SHA-256. A register is checked
//! against the one of the day before when both are given, and a receipt or an export against the registers that are given.

mod archivio;
mod esportazione;
mod registro;
mod ricevuta;
mod verbale;

pub use verbale::{Difetto, Regola, Verbale};

use crate::registro::RegistroGiornaliero;

/// A file to check.
pub struct File {
    pub nome: String,
    pub contenuto: Vec<u8>,
}

/// What a file is, by how it begins.
enum Genere {
    Zip,
    Pdf,
    Registro,
    Documento,
}

fn genere(contenuto: &[u8]) -> Genere {
    if contenuto.starts_with(b"PK") {
        Genere::Zip
    } else if !cassetto_documenti::dati_in_ricevuta(contenuto).is_empty() {
        Genere::Pdf
    } else if contenuto.starts_with(b"{") {
        Genere::Registro
    } else {
        Genere::Documento
    }
}

/// Checks all files together: each for itself, and each against the others.
#[must_use]
pub fn verifica(file: &[File]) -> Verbale {
    let mut verbale = Verbale::new(file.len());
    let mut registri = Vec::new();
    for each in file.iter().filter(|each| matches!(genere(&each.contenuto), Genere::Registro)) {
        registri.extend(registro::check(&mut verbale, each));
    }
    registri.sort_by_key(|noto| (noto.registro.sede.codice, noto.registro.data));
    registro::chain(&mut verbale, &registri);

    let mut registrati = Vec::new();
    for each in file {
        match genere(&each.contenuto) {
            Genere::Pdf => registrati.extend(ricevuta::check(&mut verbale, each, &registri)),
            Genere::Zip => esportazione::check(&mut verbale, each, &registri),
            Genere::Registro | Genere::Documento => {}
        }
    }
    for each in file.iter().filter(|each| matches!(genere(&each.contenuto), Genere::Documento)) {
        ricevuta::document(&mut verbale, each, &registrati);
    }
    verbale
}

/// A register that could be read, with the bytes that it was read from.
struct Noto<'a> {
    nome: &'a str,
    contenuto: &'a [u8],
    registro: RegistroGiornaliero,
}
