//! A receipt by itself, with its documents, and with the register of its day.

use cassetto_documenti::{Ricevuta, Verso, dati_in_ricevuta, ricevuta};
use cassetto_domain::calendario::data_ora;
use cassetto_domain::sha256::Sha256;

use super::registro::place;
use super::verbale::{Regola, Scarto, Verbale, same_bytes};
use super::{File, Noto};
use crate::registro::Riga;
use crate::sha256;

/// A document that some receipt names.
pub(super) struct Registrato {
    nome: Option<String>,
    sha256: Sha256,
}

/// Checks a receipt; gives the documents that it names.
pub(super) fn check(verbale: &mut Verbale, file: &File, registri: &[Noto<'_>]) -> Vec<Registrato> {
    // Its data stand in two places: the one that was not touched makes the PDF that is the most alike.
    let made = dati_in_ricevuta(&file.contenuto).into_iter().filter_map(|dati| Some((ricevuta(&dati).ok()?, dati)));
    let alike = |pdf: &Vec<u8>| pdf.iter().zip(&file.contenuto).filter(|(a, b)| a == b).count();
    let Some((pdf, dati)) = made.max_by_key(|(pdf, _)| alike(pdf)) else { return Vec::new() };
    verbale.note(&file.nome, Regola::RicevutaRigenerata, same_bytes(&pdf, &file.contenuto));
    registered(verbale, &file.nome, Regola::RicevutaRegistro, &dati, registri);
    let testo = Registrato { nome: None, sha256: dati.testo.sha256 };
    let allegati = dati.allegati.into_iter().map(|allegato| Registrato { nome: allegato.nome, sha256: allegato.sha256 });
    std::iter::once(testo).chain(allegati).collect()
}

/// Checks that what a receipt states is what the register of its day states, when that is there.
pub(super) fn registered(verbale: &mut Verbale, file: &str, regola: Regola, dati: &Ricevuta, registri: &[Noto<'_>]) {
    let of_day = |noto: &&Noto<'_>| noto.registro.sede.codice == dati.protocollo.sede && noto.registro.data == dati.protocollo.data;
    for noto in registri.iter().filter(of_day) {
        let riga = noto.registro.registrazioni.iter().find(|riga| riga.segnatura == dati.protocollo);
        let found = match riga {
            None => Err(Scarto { offset: None, atteso: noto.nome.to_owned(), trovato: dati.protocollo.to_string() }),
            Some(riga) => agrees(riga, dati).map_err(|scarto| Scarto { offset: Some(place(noto.contenuto, &riga.segnatura)), ..scarto }),
        };
        // The byte is the register's: that is the one that can't have changed.
        let name =
            if found.as_ref().is_err_and(|scarto| scarto.offset.is_some()) { format!("{file} ({})", noto.nome) } else { file.to_owned() };
        verbale.note(&name, regola, found);
    }
}

fn agrees(riga: &Riga, dati: &Ricevuta) -> Result<(), Scarto> {
    let datore = match dati.verso {
        Verso::Uscita => &riga.destinatario,
        Verso::Presentazione | Verso::Entrata => &riga.mittente,
    };
    let pair = |atteso: &str, trovato: &str| if atteso == trovato { Ok(()) } else { Err(Scarto::values(atteso, trovato)) };
    pair(datore, &dati.datore.nome)?;
    pair(&riga.oggetto, dati.oggetto.as_str())?;
    pair(&data_ora(riga.registrata).to_string(), &dati.presentata.to_string())?;
    let documenti = std::iter::once(dati.testo.sha256).chain(dati.allegati.iter().map(|allegato| allegato.sha256));
    let documenti: Vec<Sha256> = documenti.collect();
    for index in 0..documenti.len().max(riga.documenti.len()) {
        let text = |sha256: Option<&Sha256>| sha256.map(ToString::to_string).unwrap_or_default();
        pair(&text(riga.documenti.get(index)), &text(documenti.get(index)))?;
    }
    Ok(())
}

/// Checks that a document is one of those that the receipts name.
pub(super) fn document(verbale: &mut Verbale, file: &File, registrati: &[Registrato]) {
    let found = sha256(&file.contenuto);
    if registrati.iter().any(|registrato| registrato.sha256 == found) {
        verbale.note(&file.nome, Regola::DocumentoRicevuta, Ok(()));
        return;
    }
    let base = file.nome.rsplit(['/', '\\']).next().unwrap_or_default();
    match registrati.iter().find(|registrato| registrato.nome.as_deref() == Some(base)) {
        Some(registrato) => verbale.note(&file.nome, Regola::DocumentoRicevuta, Err(Scarto::values(registrato.sha256, found))),
        None => {
            let known: Vec<String> = registrati.iter().map(|registrato| registrato.sha256.to_string()).collect();
            verbale.note(&file.nome, Regola::FileSconosciuto, Err(Scarto::values(known.join(", "), found)))
        }
    };
}
