use cassetto_documenti::ricevuta;
use cassetto_prove::esportazione::{LETTURA, file};
use cassetto_prove::verifica::{File, Regola, verifica};

use crate::campioni::{TEXT, comunicazione, copy, flipped, registri};

fn receipt() -> File {
    let (comunicazione, _) = comunicazione();
    let first = comunicazione.messaggi().next().expect("a message");
    File { nome: "ricevuta.pdf".to_owned(), contenuto: ricevuta(&comunicazione.ricevuta(first)).expect("a receipt") }
}

/// The documents that the receipt names: the text and two files.
fn documents() -> Vec<File> {
    let (comunicazione, allegati) = comunicazione();
    let first = comunicazione.messaggi().next().expect("a message");
    let files = first.allegati.iter().map(|documento| File {
        nome: format!("/tmp/{}", documento.nome.as_deref().expect("a name")),
        contenuto: allegati[&documento.id].clone(),
    });
    std::iter::once(File { nome: "testo.txt".to_owned(), contenuto: TEXT.as_bytes().to_vec() }).chain(files).collect()
}

#[test]
fn a_receipt_with_its_documents_and_its_register_is_sound() {
    let mut all = documents();
    all.push(receipt());
    all.push(registri().remove(0));
    let verbale = verifica(&all);
    assert!(verbale.is_good(), "{verbale}");
    let count = |wanted| verbale.controlli.iter().filter(|(_, regola)| *regola == wanted).count();
    assert_eq!((count(Regola::DocumentoRicevuta), count(Regola::RicevutaRigenerata), count(Regola::RicevutaRegistro)), (3, 1, 1));
    // One of a day whose register is not there is checked by itself.
    assert!(verifica(&[receipt(), registri().remove(2)]).is_good());
}

#[test]
fn the_byte_that_was_changed_is_named() {
    let receipt = receipt();
    let length = receipt.contenuto.len();
    let places = (5..length).step_by(length / 30).chain([length - 1]);
    for at in places {
        let verbale = verifica(&[flipped(&receipt, at)]);
        let [difetto] = &verbale.difetti[..] else { panic!("byte {at}: {verbale}") };
        assert_eq!((difetto.regola, difetto.offset), (Regola::RicevutaRigenerata, Some(at)), "{verbale}");
    }
}

#[test]
fn a_change_of_the_data_inside_is_named_too() {
    let receipt = receipt();
    let marker = b"cassetto-ricevuta:";
    let starts: Vec<usize> =
        (0..receipt.contenuto.len() - marker.len()).filter(|at| receipt.contenuto[*at..].starts_with(marker)).collect();
    assert_eq!(starts.len(), 2);
    for start in starts {
        for at in [start, start + marker.len() + 1, start + 200] {
            let verbale = verifica(&[flipped(&receipt, at)]);
            let [difetto] = &verbale.difetti[..] else { panic!("byte {at}: {verbale}") };
            assert_eq!(difetto.offset, Some(at), "{verbale}");
        }
    }
}

#[test]
fn a_document_that_was_changed_is_told_with_both_fingerprints() {
    let mut all = documents();
    all.push(receipt());
    all[1] = flipped(&all[1], 10);
    let verbale = verifica(&all);
    let [difetto] = &verbale.difetti[..] else { panic!("one defect: {verbale}") };
    assert_eq!((difetto.regola, &difetto.file), (Regola::DocumentoRicevuta, &all[1].nome));
    assert_ne!(difetto.atteso, difetto.trovato);
    let strange = File { nome: "altro.txt".to_owned(), contenuto: b"altro".to_vec() };
    let verbale = verifica(&[receipt(), strange]);
    assert_eq!(verbale.difetti[0].regola, Regola::FileSconosciuto);
}

/// A receipt that somebody made with other data is sound by itself; the register tells.
#[test]
fn the_register_tells_a_receipt_that_was_made_anew() {
    let (comunicazione, _) = comunicazione();
    let true_data = comunicazione.ricevuta(comunicazione.messaggi().next().expect("a message"));
    let register = || registri().remove(0);
    for change in [
        |dati: &mut cassetto_documenti::Ricevuta| dati.datore.nome = "Altra Persona".to_owned(),
        |dati: &mut cassetto_documenti::Ricevuta| dati.testo.sha256.0[0] ^= 1,
        |dati: &mut cassetto_documenti::Ricevuta| drop(dati.allegati.pop()),
        |dati: &mut cassetto_documenti::Ricevuta| dati.presentata = dati.presentata.with().hour(3).build().expect("an hour"),
        |dati: &mut cassetto_documenti::Ricevuta| dati.protocollo.numero.0 = 99,
    ] {
        let mut dati = true_data.clone();
        change(&mut dati);
        let forged = File { nome: "ricevuta.pdf".to_owned(), contenuto: ricevuta(&dati).expect("a receipt") };
        assert!(verifica(&[copy(&forged)]).is_good());
        let verbale = verifica(&[forged, register()]);
        let [difetto] = &verbale.difetti[..] else { panic!("one defect: {verbale}") };
        assert_eq!(difetto.regola, Regola::RicevutaRegistro);
    }
}

/// A PDF to read that is no receipt is a document like any other.
#[test]
fn a_pdf_without_data_is_no_receipt() {
    let (comunicazione, allegati) = comunicazione();
    let files = file(&comunicazione, allegati).expect("files");
    let lettura = files.into_iter().find(|file| file.nome == LETTURA).expect("the PDF to read");
    let verbale = verifica(&[File { nome: lettura.nome, contenuto: lettura.contenuto }]);
    assert_eq!(verbale.difetti[0].regola, Regola::FileSconosciuto);
}
