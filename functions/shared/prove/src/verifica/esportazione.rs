//! An exported thread, or all threads of a year: every file, the index, and the whole zip made again.

use std::collections::BTreeMap;

use cassetto_domain::id::AllegatoId;
use jiff::civil::DateTime;

use super::archivio::{self, Voce};
use super::registro::difference;
use super::verbale::{Regola, Scarto, Verbale, same_bytes};
use super::{File, Noto, ricevuta};
use crate::comunicazione::{Comunicazione, FORMATO};
use crate::esportazione::{self as regole, ANNO, Archivio, COMUNICAZIONE, INDICE, Indice, VoceIndice, datata};
use crate::{ProvaError, canonico, sha256};

pub(super) fn check(verbale: &mut Verbale, file: &File, registri: &[Noto<'_>]) {
    let nome = file.nome.as_str();
    let voci = match archivio::read(&file.contenuto) {
        Ok(voci) => voci,
        Err(scarto) => {
            verbale.note(nome, Regola::ArchivioForma, Err(scarto));
            return;
        }
    };
    index(verbale, nome, "", &voci);
    let mut cartelle = Vec::new();
    for voce in voci.iter().filter(|voce| voce.nome.rsplit('/').next() == Some(COMUNICAZIONE)) {
        let cartella = voce.nome.strip_suffix(COMUNICAZIONE).unwrap_or_default();
        if !cartella.is_empty() {
            index(verbale, nome, cartella, &voci);
        }
        cartelle.extend(thread(verbale, nome, cartella, &voci, registri).map(|comunicazione| (cartella.to_owned(), comunicazione)));
    }
    if let Some(made) = again(&cartelle, &voci) {
        verbale.note(
            nome,
            Regola::ArchivioRigenerato,
            made.map_or_else(|error| Err(Scarto::values("zip", error)), |zip| same_bytes(&zip, &file.contenuto)),
        );
    } else {
        verbale.note(nome, Regola::ArchivioFile, Err(Scarto::values(COMUNICAZIONE, voci.len())));
    }
}

/// The index of a folder names every file of it with its fingerprint, in order, and nothing else.
fn index(verbale: &mut Verbale, zip: &str, cartella: &str, voci: &[Voce<'_>]) {
    let name = format!("{cartella}{INDICE}");
    let label = format!("{zip}/{name}");
    let Some(indice) = voci.iter().find(|voce| voce.nome == name) else {
        verbale.note(&label, Regola::ArchivioFile, Err(Scarto::values(&name, "-")));
        return;
    };
    let content: Indice = match serde_json::from_slice(indice.contenuto) {
        Ok(content) => content,
        Err(error) => {
            let scarto = Scarto::at(error.column().saturating_sub(1), INDICE, error);
            verbale.note(&label, Regola::ArchivioIndice, Err(scarto));
            return;
        }
    };
    let within = |voce: &&Voce<'_>| voce.nome.starts_with(cartella) && voce.nome != name;
    for voce in voci.iter().filter(within) {
        let file = format!("{zip}/{}", voce.nome);
        match content.file.iter().find(|entry| Some(entry.nome.as_str()) == voce.nome.strip_prefix(cartella)) {
            None => verbale.note(&file, Regola::ArchivioFile, Err(Scarto::values(&name, voce.nome))),
            Some(entry) if entry.sha256 != sha256(voce.contenuto) => {
                verbale.note(&file, Regola::ArchivioIndice, Err(Scarto::values(entry.sha256, sha256(voce.contenuto))))
            }
            Some(_) => continue,
        };
    }
    let there = |entry: &VoceIndice| voci.iter().any(|voce| voce.nome.strip_prefix(cartella) == Some(&entry.nome));
    if let Some(missing) = content.file.iter().find(|entry| !there(entry)) {
        verbale.note(&label, Regola::ArchivioFile, Err(Scarto::values(&missing.nome, "-")));
    }
    // Made again from the files that are there: the first byte that differs is in the line of the first file that does.
    let entries =
        voci.iter().filter(within).map(|voce| VoceIndice::new(voce.nome.strip_prefix(cartella).unwrap_or_default(), voce.contenuto));
    let made = regole::indice(entries.collect()).map(|indice| indice.contenuto).unwrap_or_default();
    verbale.note(&label, Regola::ArchivioIndice, same_bytes(&made, indice.contenuto));
}

/// A thread of the zip: its data, its texts, its documents, and what is made from them.
fn thread(verbale: &mut Verbale, zip: &str, cartella: &str, voci: &[Voce<'_>], registri: &[Noto<'_>]) -> Option<Comunicazione> {
    let label = |nome: &str| format!("{zip}/{cartella}{nome}");
    let content = |nome: &str| voci.iter().find(|voce| voce.nome.strip_prefix(cartella) == Some(nome)).map(|voce| voce.contenuto);
    let json = content(COMUNICAZIONE)?;
    let comunicazione: Comunicazione = match serde_json::from_slice(json) {
        Ok(comunicazione) => comunicazione,
        Err(error) => {
            let scarto = Scarto::at(error.column().saturating_sub(1), FORMATO, error);
            verbale.note(&label(COMUNICAZIONE), Regola::ComunicazioneCanonica, Err(scarto));
            return None;
        }
    };
    let written = canonico(&comunicazione).unwrap_or_default();
    verbale.note(&label(COMUNICAZIONE), Regola::ComunicazioneCanonica, same_bytes(&written, json));
    for messaggio in comunicazione.messaggi() {
        if let Some(testo) = &messaggio.testo.contenuto {
            let computed = sha256(testo.as_bytes());
            let found = if computed == messaggio.testo.sha256 { Ok(()) } else { Err(difference(json, computed, messaggio.testo.sha256)) };
            verbale.note(&label(COMUNICAZIONE), Regola::ComunicazioneTesto, found);
        }
        for documento in &messaggio.allegati {
            let Some(file) = &documento.file else { continue };
            let Some(bytes) = content(file) else {
                verbale.note(&label(file), Regola::ArchivioFile, Err(Scarto::values(file, "-")));
                continue;
            };
            let found = sha256(bytes);
            let found = if found == documento.sha256 { Ok(()) } else { Err(Scarto::values(documento.sha256, found)) };
            verbale.note(&label(file), Regola::ComunicazioneAllegati, found);
        }
        ricevuta::registered(
            verbale,
            &label(&messaggio.ricevuta),
            Regola::ComunicazioneRegistro,
            &comunicazione.ricevuta(messaggio),
            registri,
        );
    }
    for made in regole::file(&comunicazione, BTreeMap::new()).ok()?.into_iter().filter(|file| file.nome != COMUNICAZIONE) {
        let found = content(&made.nome).map_or_else(|| Err(Scarto::values(&made.nome, "-")), |found| same_bytes(&made.contenuto, found));
        verbale.note(&label(&made.nome), Regola::ComunicazioneFile, found);
    }
    Some(comunicazione)
}

/// The whole zip from the data in it.
fn again(cartelle: &[(String, Comunicazione)], voci: &[Voce<'_>]) -> Option<Result<Vec<u8>, ProvaError>> {
    let anno = voci.iter().find(|voce| voce.nome == ANNO);
    let quando = match (anno, cartelle) {
        (Some(anno), _) => regole::datato(&serde_json::from_slice(anno.contenuto).ok()?),
        (None, [(_, comunicazione)]) => datata(comunicazione),
        _ => return None,
    };
    Some(write(quando, anno, cartelle, voci))
}

fn write(
    quando: DateTime,
    anno: Option<&Voce<'_>>,
    cartelle: &[(String, Comunicazione)],
    voci: &[Voce<'_>],
) -> Result<Vec<u8>, ProvaError> {
    let mut archivio = Archivio::new(quando);
    if let Some(anno) = anno {
        archivio.add_all("", vec![regole::File { nome: anno.nome.to_owned(), contenuto: anno.contenuto.to_vec() }])?;
    }
    for (cartella, comunicazione) in cartelle {
        let documenti = comunicazione.messaggi().flat_map(|messaggio| &messaggio.allegati);
        let allegati: BTreeMap<AllegatoId, Vec<u8>> = documenti
            .filter_map(|documento| {
                let nome = format!("{cartella}{}", documento.file.as_deref()?);
                Some((documento.id, voci.iter().find(|voce| voce.nome == nome)?.contenuto.to_vec()))
            })
            .collect();
        archivio.add_all(cartella.trim_end_matches('/'), regole::file(comunicazione, allegati)?)?;
    }
    archivio.finish()
}
