use std::io::{Cursor, Read};

use cassetto_prove::esportazione::{ANNO, Anno, Archivio, COMUNICAZIONE, FORMATO_ANNO, File as Interno, datato, esporta, file, prefisso};
use cassetto_prove::verifica::{File, Regola, verifica};
use cassetto_prove::{canonico, comunicazione};
use zip::ZipArchive;

use crate::campioni::{comunicazione, copy, flipped, registri};

fn export() -> File {
    let (comunicazione, allegati) = comunicazione();
    File { nome: "esportazione.zip".to_owned(), contenuto: esporta(&comunicazione, allegati).expect("a zip") }
}

fn year() -> File {
    let (comunicazione, allegati) = comunicazione();
    let anno = Anno { formato: FORMATO_ANNO.to_owned(), anno: 2026, datore: comunicazione.datore.clone(), comunicazioni: 1 };
    let mut archivio = Archivio::new(datato(&anno));
    archivio.add_all("", vec![Interno { nome: ANNO.to_owned(), contenuto: canonico(&anno).expect("JSON") }]).expect("a file");
    let files = file(&comunicazione, allegati).expect("files");
    archivio.add_all(&prefisso(&comunicazione.protocollo), files).expect("files");
    File { nome: "anno.zip".to_owned(), contenuto: archivio.finish().expect("a zip") }
}

/// Where each file's content begins and ends, as any other reader of zips finds it.
fn parts(zip: &File) -> Vec<(String, std::ops::Range<usize>)> {
    let mut archive = ZipArchive::new(Cursor::new(&zip.contenuto)).expect("a zip");
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).expect("an entry");
            let start = usize::try_from(file.data_start().expect("its place")).expect("small");
            let mut content = Vec::new();
            file.read_to_end(&mut content).expect("its content");
            assert_eq!(content, zip.contenuto[start..start + content.len()], "not compressed");
            (file.name().expect("UTF-8").to_string(), start..start + content.len())
        })
        .collect()
}

#[test]
fn the_same_thread_gives_the_same_bytes_and_every_part_is_there() {
    let zip = export();
    assert_eq!(zip.contenuto, export().contenuto);
    let names: Vec<String> = parts(&zip).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "comunicazione.json",
            "comunicazione.pdf",
            "ricevute/7000-2026-0000007.pdf",
            "ricevute/7000-2026-0000009.pdf",
            "ricevute/7000-2026-0000010.pdf",
            "allegati/7000-2026-0000007-1 busta paga 1.pdf",
            "allegati/7000-2026-0000007-2 busta paga 2.pdf",
            "indice.json",
        ]
    );
}

#[test]
fn an_export_that_nobody_touched_is_sound_also_with_its_registers() {
    for zip in [export(), year()] {
        let mut all = registri();
        all.push(zip);
        let verbale = verifica(&all);
        assert!(verbale.is_good(), "{verbale}");
        let registered = verbale.controlli.iter().filter(|(_, regola)| *regola == Regola::ComunicazioneRegistro).count();
        assert_eq!(registered, 3);
    }
}

#[test]
fn every_part_tells_when_it_was_changed() {
    for zip in [export(), year()] {
        for (name, range) in parts(&zip) {
            let length = range.len();
            for at in [0, length / 2, length - 1].map(|offset| range.start + offset) {
                let verbale = verifica(&[flipped(&zip, at)]);
                assert!(!verbale.is_good(), "{name} at {at}");
                let named = verbale.difetti.iter().any(|difetto| difetto.file == format!("{}/{name}", zip.nome));
                assert!(named, "{name} at {at}: {verbale}");
            }
        }
    }
}

#[test]
fn the_byte_of_what_can_be_made_again_is_named() {
    let zip = export();
    for (name, range) in parts(&zip).into_iter().filter(|(name, _)| name.ends_with(".pdf") && !name.starts_with("allegati/")) {
        let offset = range.len() / 2;
        let verbale = verifica(&[flipped(&zip, range.start + offset)]);
        let difetto = verbale.difetti.iter().find(|difetto| difetto.regola == Regola::ComunicazioneFile).expect("a defect");
        assert_eq!((difetto.file.as_str(), difetto.offset), (format!("esportazione.zip/{name}").as_str(), Some(offset)));
        // And where it is in the zip.
        let difetto = verbale.difetti.iter().find(|difetto| difetto.regola == Regola::ArchivioRigenerato).expect("a defect");
        assert_eq!(difetto.offset, Some(range.start + offset));
    }
}

/// Headers, checksums, the central directory: what is no file's content.
#[test]
fn every_byte_of_the_zip_counts() {
    let zip = export();
    let parts = parts(&zip);
    let outside: Vec<usize> = (0..zip.contenuto.len()).filter(|at| !parts.iter().any(|(_, range)| range.contains(at))).collect();
    assert!(outside.len() > 800);
    for at in outside.into_iter().step_by(29) {
        assert!(!verifica(&[flipped(&zip, at)]).is_good(), "byte {at}");
    }
}

#[test]
fn a_text_that_was_changed_is_told_by_its_fingerprint() {
    let (mut other, allegati) = comunicazione();
    let comunicazione::Voce::Messaggio(first) = &mut other.voci[0] else { panic!("a message") };
    first.testo.contenuto = Some("Altro testo.".to_owned());
    let zip = File { nome: "e.zip".to_owned(), contenuto: esporta(&other, allegati).expect("a zip") };
    let verbale = verifica(&[zip]);
    assert_eq!(verbale.difetti[0].regola, Regola::ComunicazioneTesto, "{verbale}");
    assert_eq!(verbale.difetti[0].file, format!("e.zip/{COMUNICAZIONE}"));
    assert!(verbale.difetti[0].offset.is_some());
}

/// An export that somebody made with other data is sound by itself; the register tells.
#[test]
fn the_register_tells_an_export_that_was_made_anew() {
    let (mut other, allegati) = comunicazione();
    other.datore.nome = "Altra Persona".to_owned();
    let zip = File { nome: "e.zip".to_owned(), contenuto: esporta(&other, allegati).expect("a zip") };
    assert!(verifica(&[copy(&zip)]).is_good());
    let mut all = registri();
    all.push(zip);
    let verbale = verifica(&all);
    assert!(
        verbale.difetti.iter().all(|difetto| difetto.regola == Regola::ComunicazioneRegistro) && verbale.difetti.len() == 3,
        "{verbale}"
    );
}

#[test]
fn a_file_more_or_less_is_told() {
    let (comunicazione, mut allegati) = comunicazione();
    let first = *allegati.keys().next().expect("a document");
    allegati.remove(&first);
    let zip = File { nome: "e.zip".to_owned(), contenuto: esporta(&comunicazione, allegati).expect("a zip") };
    let verbale = verifica(&[zip]);
    assert!(verbale.difetti.iter().any(|difetto| difetto.regola == Regola::ArchivioFile), "{verbale}");
}
