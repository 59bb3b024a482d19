//! A register by itself, and registers one after the other.

use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sha256::Sha256;
use jiff::Span;

use super::verbale::{Regola, Scarto, Verbale, same, same_bytes};
use super::{File, Noto};
use crate::registro::{FORMATO, RegistroGiornaliero};
use crate::sha256;

/// Checks a register; gives it back when it could be read.
pub(super) fn check<'a>(verbale: &mut Verbale, file: &'a File) -> Option<Noto<'a>> {
    let nome = file.nome.as_str();
    let registro = match RegistroGiornaliero::read(&file.contenuto) {
        Ok(registro) => registro,
        Err(error) => {
            let offset = error.column().saturating_sub(1);
            let found = Scarto::at(offset, FORMATO, error);
            verbale.note(nome, Regola::RegistroCanonico, Err(found));
            return None;
        }
    };
    verbale.note(nome, Regola::RegistroFormato, same(FORMATO, &registro.formato));
    // Made again: also its fingerprint, which therefore is the first to differ when something before it was changed.
    let canonico = registro.documento().unwrap_or_default();
    let impronta = registro.impronta().map(|impronta| impronta.to_string()).unwrap_or_default();
    let of_content = impronta_in(&canonico);
    let regola = if of_content == impronta { Regola::RegistroCanonico } else { Regola::RegistroImpronta };
    verbale.note(nome, regola, same_bytes(&canonico, &file.contenuto));
    verbale.note(nome, Regola::RegistroNumeri, numbers(&registro, &file.contenuto));
    verbale.note(nome, Regola::RegistroAnnullamenti, annulments(&registro, &file.contenuto));
    Some(Noto { nome, contenuto: &file.contenuto, registro })
}

fn impronta_in(documento: &[u8]) -> String {
    RegistroGiornaliero::read(documento)
        .ok()
        .and_then(|registro| registro.impronta())
        .map(|impronta| impronta.to_string())
        .unwrap_or_default()
}

/// Where a registration stands in the document.
pub(super) fn place(contenuto: &[u8], segnatura: &Protocollo) -> usize {
    find(contenuto, &format!("\"segnatura\":\"{segnatura}\"")).unwrap_or_default()
}

fn find(contenuto: &[u8], text: &str) -> Option<usize> {
    contenuto.windows(text.len()).position(|window| window == text.as_bytes())
}

fn numbers(registro: &RegistroGiornaliero, contenuto: &[u8]) -> Result<(), Scarto> {
    let righe = &registro.registrazioni;
    let mut next = righe.first().map(|riga| riga.segnatura.numero);
    for riga in righe {
        let numero = next.unwrap_or(riga.segnatura.numero);
        let expected = Protocollo { sede: registro.sede.codice, numero, data: registro.data };
        if riga.segnatura != expected {
            return Err(Scarto::at(place(contenuto, &riga.segnatura), expected, riga.segnatura));
        }
        next = Some(numero.successivo());
    }
    let made = RegistroGiornaliero::new(registro.sede.clone(), registro.data, None, righe.clone(), Vec::new());
    if (made.prima, made.ultima, made.quante) != (registro.prima, registro.ultima, registro.quante) {
        let offset = find(contenuto, "\"prima\":").unwrap_or_default();
        return Err(Scarto::at(offset, made.quante, registro.quante));
    }
    Ok(())
}

/// An annulment is of a registration of this sede, made no later than this day.
fn annulments(registro: &RegistroGiornaliero, contenuto: &[u8]) -> Result<(), Scarto> {
    for annullamento in &registro.annullamenti {
        let segnatura = annullamento.segnatura;
        if segnatura.sede != registro.sede.codice || segnatura.data > registro.data {
            return Err(Scarto::at(place(contenuto, &segnatura), registro.data, segnatura));
        }
    }
    Ok(())
}

/// Checks each register against every one of the day before that is there, and that a day has one; they come by sede and day.
pub(super) fn chain(verbale: &mut Verbale, registri: &[Noto<'_>]) {
    for (index, after) in registri.iter().enumerate() {
        let oggi = &after.registro;
        // Backwards: those of the same day first, then those of the day before.
        for before in registri.iter().take(index).rev() {
            let ieri = &before.registro;
            if ieri.sede.codice == oggi.sede.codice && ieri.data == oggi.data {
                // A copy is no other register; of two, one was not written by the office, whichever the next day's follows.
                verbale.note(after.nome, Regola::RegistroUnico, same_bytes(before.contenuto, after.contenuto));
            } else if ieri.sede.codice == oggi.sede.codice && ieri.data.checked_add(Span::new().days(1)).ok() == Some(oggi.data) {
                verbale.note(after.nome, Regola::RegistroCatena, chained(before, after));
                verbale.note(after.nome, Regola::RegistroSeguito, continued(ieri, after));
            } else {
                break;
            }
        }
    }
}

fn chained(before: &Noto<'_>, after: &Noto<'_>) -> Result<(), Scarto> {
    let expected = sha256(before.contenuto);
    let Some(found) = after.registro.precedente else {
        let offset = find(after.contenuto, "\"precedente\":").unwrap_or_default();
        return Err(Scarto::at(offset, expected, "null"));
    };
    if found.data != before.registro.data {
        return Err(Scarto::values(before.registro.data, found.data));
    }
    if found.sha256 == expected { Ok(()) } else { Err(difference(after.contenuto, expected, found.sha256)) }
}

/// The first digit of a written fingerprint that is not the one that was computed.
pub(super) fn difference(contenuto: &[u8], computed: Sha256, written: Sha256) -> Scarto {
    let (computed, written) = (computed.to_string(), written.to_string());
    let same = computed.bytes().zip(written.bytes()).take_while(|(a, b)| a == b).count();
    let offset = find(contenuto, &written).map(|start| start + same);
    Scarto { offset, atteso: computed, trovato: written }
}

fn continued(ieri: &RegistroGiornaliero, after: &Noto<'_>) -> Result<(), Scarto> {
    let oggi = &after.registro;
    let (Some(ultima), Some(prima)) = (ieri.registrazioni.last(), oggi.registrazioni.first()) else { return Ok(()) };
    let expected = ultima.segnatura.successivo(oggi.data);
    if prima.segnatura.numero == expected.numero {
        Ok(())
    } else {
        Err(Scarto::at(place(after.contenuto, &prima.segnatura), expected, prima.segnatura))
    }
}
