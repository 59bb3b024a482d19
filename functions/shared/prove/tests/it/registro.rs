use cassetto_prove::registro::RegistroGiornaliero;
use cassetto_prove::sha256;
use cassetto_prove::verifica::{File, Regola, verifica};
use proptest::prelude::*;

use crate::campioni::{copy, flipped, registri};

#[test]
fn the_same_day_gives_the_same_bytes_on_one_line_with_the_keys_in_order() {
    let (first, second) = (registri(), registri());
    assert!(first.iter().zip(&second).all(|(a, b)| a.contenuto == b.contenuto));
    let text = String::from_utf8(first[1].contenuto.clone()).expect("UTF-8");
    assert_eq!(text.matches('\n').count(), 1);
    let mut place = 0;
    for key in ["formato", "sede", "data", "precedente", "prima", "ultima", "quante", "registrazioni", "annullamenti", "impronta"] {
        let found = text.find(&format!("\"{key}\":")).expect(key);
        assert!(found > place, "{key}");
        place = found;
    }
    assert!(text.contains("\"prima\":9,\"ultima\":10,\"quante\":2"));
}

#[test]
fn registers_that_nobody_touched_are_sound() {
    let verbale = verifica(&registri());
    assert!(verbale.is_good(), "{verbale}");
    let chained = verbale.controlli.iter().filter(|(_, regola)| *regola == Regola::RegistroCatena).count();
    assert_eq!(chained, 2);
}

#[test]
fn every_byte_of_a_register_counts() {
    let registro = &registri()[1];
    for at in 0..registro.contenuto.len() {
        let verbale = verifica(&[flipped(registro, at)]);
        assert!(!verbale.is_good(), "byte {at}");
    }
}

#[test]
fn the_first_byte_that_does_not_fit_is_named() {
    let registro = &registri()[1];
    // A blank more: the form is another from there on.
    let mut longer = copy(registro);
    longer.contenuto.insert(1, b' ');
    let verbale = verifica(&[longer]);
    assert_eq!(verbale.difetti[0].offset, Some(1), "{verbale}");
    assert_eq!(verbale.difetti[0].regola, Regola::RegistroCanonico);
    assert_eq!((verbale.difetti[0].atteso.as_str(), verbale.difetti[0].trovato.as_str()), ("0x22 «\"»", "0x20"));
    assert!(verbale.to_string().contains("byte 1"));

    // A word that is another: the fingerprint at the end tells.
    let text = String::from_utf8(registro.contenuto.clone()).expect("UTF-8").replace("Contributi", "Contributo");
    let verbale = verifica(&[File { nome: registro.nome.clone(), contenuto: text.clone().into_bytes() }]);
    let impronta = text.find("\"impronta\"").expect("a fingerprint");
    assert_eq!(verbale.difetti[0].regola, Regola::RegistroImpronta);
    assert!(verbale.difetti[0].offset.is_some_and(|offset| offset > impronta), "{verbale}");
}

/// A register made anew after a change is sound by itself; the next day's tells.
#[test]
fn the_chain_tells_a_register_that_was_made_anew() {
    let mut registri = registri();
    let mut forged = RegistroGiornaliero::read(&registri[0].contenuto).expect("a register");
    forged.registrazioni[0].mittente = "Altra Persona".to_owned();
    registri[0].contenuto = forged.documento().expect("a register");
    assert!(verifica(&registri[..1]).is_good());
    let verbale = verifica(&registri);
    let [difetto] = &verbale.difetti[..] else { panic!("one defect: {verbale}") };
    assert_eq!((difetto.regola, difetto.file.as_str()), (Regola::RegistroCatena, registri[1].nome.as_str()));
    assert_eq!(difetto.atteso, sha256(&registri[0].contenuto).to_string());
    let offset = difetto.offset.expect("a byte");
    let text = String::from_utf8(registri[1].contenuto.clone()).expect("UTF-8");
    let written = text.find(&difetto.trovato).expect("the written fingerprint");
    assert!((written..written + 64).contains(&offset));
    assert_ne!(difetto.atteso.as_bytes()[offset - written], registri[1].contenuto[offset]);
}

/// Given beside the sound one, the forged register is in nobody's way: the next day's follows the other. One day has one register.
#[test]
fn a_second_register_of_a_day_is_told() {
    let sound = registri();
    let mut forged = RegistroGiornaliero::read(&sound[0].contenuto).expect("a register");
    forged.registrazioni[0].mittente = "Altra Persona".to_owned();
    let forged = File { nome: "altro.json".to_owned(), contenuto: forged.documento().expect("a register") };
    for at in 0..=3 {
        let mut files = registri();
        files.insert(at, copy(&forged));
        let verbale = verifica(&files);
        assert!(verbale.difetti.iter().any(|difetto| difetto.regola == Regola::RegistroUnico), "{at}: {verbale}");
    }
    assert!(!verifica(&[copy(&sound[0]), copy(&forged)]).is_good());
    // The same one twice is no other.
    assert!(verifica(&[copy(&sound[0]), copy(&sound[0]), copy(&sound[1])]).is_good());
}

#[test]
fn gaps_and_wrong_days_are_told() {
    let registri = registri();
    let change = |change: &dyn Fn(&mut RegistroGiornaliero)| {
        let mut registro = RegistroGiornaliero::read(&registri[1].contenuto).expect("a register");
        change(&mut registro);
        verifica(&[File { nome: "r.json".to_owned(), contenuto: registro.documento().expect("a register") }])
    };
    let told = |verbale: &cassetto_prove::verifica::Verbale, regola| verbale.difetti.iter().any(|difetto| difetto.regola == regola);
    assert!(told(&change(&|registro| registro.registrazioni[1].segnatura.numero.0 += 1), Regola::RegistroNumeri));
    assert!(told(&change(&|registro| drop(registro.registrazioni.pop())), Regola::RegistroNumeri));
    assert!(told(
        &change(&|registro| registro.registrazioni[0].segnatura.data = registro.data.tomorrow().expect("a day")),
        Regola::RegistroNumeri
    ));
    assert!(told(&change(&|registro| registro.formato.push('0')), Regola::RegistroFormato));
    assert!(change(&|_| ()).is_good());
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200), begin in 0..4_usize) {
        let begin = [&b"{"[..], b"PK\x03\x04", b"%PDF-", b""][begin];
        let contenuto = [begin, &bytes].concat();
        let _ = verifica(&[File { nome: "x".to_owned(), contenuto }]).to_string();
    }
}
