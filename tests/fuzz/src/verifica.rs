//! The verifier. It says that all is well of what was written, and of nothing else.
//!
//! The first byte of the input says what is done with the rest: a file as it is; changes to sound files; a register that somebody
//! rewrote and sealed again, in place of the sound one or beside it.

#[expect(dead_code, reason = "what the verifier's own tests need besides")]
#[path = "../../../functions/shared/prove/tests/it/campioni.rs"]
mod campioni;

use std::sync::LazyLock;

use cassetto_documenti::{dati_in_ricevuta, ricevuta};
use cassetto_prove::esportazione::esporta;
use cassetto_prove::registro::RegistroGiornaliero;
use cassetto_prove::verifica::{File, verifica};
use serde_json::Value;

use crate::bounded;

/// What the first byte asks for.
pub const FILE: u8 = 0;
pub const MODIFICHE: u8 = 1;
pub const FALSO: u8 = 2;
pub const FALSO_ACCANTO: u8 = 3;

/// Three registers, an export, a receipt and one of its documents.
pub static INTERI: LazyLock<Vec<File>> = LazyLock::new(|| {
    let (thread, allegati) = campioni::comunicazione();
    let first = thread.messaggi().next().expect("a message");
    let named = |nome: &str, contenuto| File { nome: nome.to_owned(), contenuto };
    let document = allegati.values().next().expect("a document").clone();
    let receipt = named("ricevuta.pdf", ricevuta(&thread.ricevuta(first)).expect("a receipt"));
    let export = named("comunicazione.zip", esporta(&thread, allegati).expect("a zip"));
    campioni::registri().into_iter().chain([export, receipt, named("documento.pdf", document)]).collect()
});

pub fn prova(bytes: &[u8]) {
    let Some((&what, rest)) = bytes.split_first() else { return };
    match what {
        FILE => one(rest),
        MODIFICHE => changed(rest),
        FALSO | FALSO_ACCANTO => forged(rest, what == FALSO_ACCANTO),
        _ => {}
    }
}

/// How many of them are registers; they come first.
const REGISTRI: usize = 3;

fn copies() -> Vec<File> {
    INTERI.iter().map(|file| File { nome: file.nome.clone(), contenuto: file.contenuto.clone() }).collect()
}

/// A file alone: when it is well, it is what its own data make.
fn one(bytes: &[u8]) {
    let files = [File { nome: "x".to_owned(), contenuto: bytes.to_vec() }];
    // A receipt is made again with its fonts, which are some megabytes.
    let verbale = bounded(64 * bytes.len() + (48 << 20), || verifica(&files));
    let _ = verbale.to_string();
    if !verbale.is_good() {
        return;
    }
    if bytes.starts_with(b"{") {
        let registro = RegistroGiornaliero::read(bytes).expect("a register");
        assert_eq!(registro.documento().expect("a register"), bytes);
    } else if !bytes.starts_with(b"PK") {
        let made = dati_in_ricevuta(bytes).into_iter().filter_map(|dati| ricevuta(&dati).ok());
        assert!(made.into_iter().any(|pdf| pdf == bytes), "neither a register, nor a receipt, nor an export");
    }
}

/// Sound files, changed in places: `[file, how, where, where, what]` each. All is well when nothing changed after all.
fn changed(rest: &[u8]) {
    let mut files = copies();
    for change in rest.chunks_exact(5).take(8) {
        let count = files.len();
        let contenuto = &mut files[usize::from(change[0]) % count].contenuto;
        let at = usize::from(u16::from_be_bytes([change[2], change[3]])) * contenuto.len() / 65_536;
        match change[1] % 6 {
            0 => contenuto[at..].iter_mut().take(1).for_each(|byte| *byte ^= change[4]),
            1 => contenuto.truncate(at),
            2 => drop(contenuto.drain(at..(at + usize::from(change[4])).min(contenuto.len()))),
            3 => contenuto.insert(at, change[4]),
            4 => {
                let part = contenuto[at..(at + usize::from(change[4])).min(contenuto.len())].to_vec();
                contenuto.extend(part);
            }
            // A file in the place of another.
            _ => {
                let other = INTERI[usize::from(change[4]) % INTERI.len()].contenuto.clone();
                *contenuto = other;
            }
        }
    }
    let intact = |index: usize, file: &File| file.contenuto == INTERI[index].contenuto;
    let same = files.iter().enumerate().all(|(index, file)| intact(index, file));
    let swapped = files.iter().any(|file| INTERI.iter().any(|whole| whole.nome != file.nome && whole.contenuto == file.contenuto));
    // Receipts and exports are made again, which takes long: only when one was changed. A document is nothing without its receipt.
    let receipts = files.iter().enumerate().skip(REGISTRI).any(|(index, file)| !intact(index, file));
    let files: Vec<File> = files.into_iter().take(if receipts { INTERI.len() } else { REGISTRI }).collect();
    let verbale = verifica(&files);
    let _ = verbale.to_string();
    // A file given twice, or one left out, leaves the others whole.
    assert!(verbale.is_good() == same || swapped, "{verbale}");
}

/// A register of a day that has a next one, rewritten by whoever can seal it again: `[day, place, JSON…]`.
fn forged(rest: &[u8], beside: bool) {
    let [day, place, text @ ..] = rest else { return };
    let day = usize::from(*day) % 2;
    let Ok(value) = serde_json::from_slice::<Value>(text) else { return };
    let mut json: Value = serde_json::from_slice(&INTERI[day].contenuto).expect("a register");
    replace(&mut json, &mut usize::from(*place), &value);
    let Ok(registro) = serde_json::from_value::<RegistroGiornaliero>(json) else { return };
    let contenuto = registro.documento().expect("a register");
    let whole = RegistroGiornaliero::read(&INTERI[day].contenuto).expect("a register");
    // One of another office or day has nothing here that it could contradict.
    if contenuto == INTERI[day].contenuto || registro.sede != whole.sede || registro.data != whole.data {
        return;
    }
    let mut files = copies();
    files.truncate(REGISTRI);
    let nome = INTERI[day].nome.clone();
    if beside {
        files.insert(day, File { nome, contenuto });
    } else {
        files[day].contenuto = contenuto;
    }
    let verbale = verifica(&files);
    assert!(!verbale.is_good(), "a forged register: {verbale}");
}

/// Puts `value` at the `place`-th place of the document, in the order of writing.
fn replace(json: &mut Value, place: &mut usize, value: &Value) -> bool {
    if *place == 0 {
        *json = value.clone();
        return true;
    }
    *place -= 1;
    match json {
        Value::Array(list) => list.iter_mut().any(|item| replace(item, place, value)),
        Value::Object(map) => map.values_mut().any(|item| replace(item, place, value)),
        _ => false,
    }
}
