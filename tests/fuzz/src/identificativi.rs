//! Texts that people type. What is accepted is written in one way, that way is accepted, and it is no longer than its kind allows.

use std::fmt::Debug;
use std::str::FromStr;

use cassetto_domain::allegato::TipoFile;
use cassetto_domain::avviso_pagamento::NumeroAvviso;
use cassetto_domain::codice_fiscale::CodiceFiscale;
use cassetto_domain::codice_rapporto::CodiceRapporto;
use cassetto_domain::codice_usa::CodiceUso;
use cassetto_domain::contatto::{Cellulare, Contatti, Email, Telefono, TipoContatto};
use cassetto_domain::delega::TipoDelega;
use cassetto_domain::id::{AllegatoId, QuesitoId};
use cassetto_domain::pin::Pin;
use cassetto_domain::protocollo::Protocollo;
use cassetto_domain::sede::{Cap, CodiceSede};
use cassetto_domain::sha256::Sha256;
use cassetto_domain::testo::{Commento, NomeFile, Oggetto, Testo};

use crate::bounded;

pub fn prova(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let text = text.as_ref();
    // Copies of the text, each at most as long as it.
    bounded(16 * text.len() + 4096, || {
        canonical(text, CodiceFiscale::parse, |code| code.as_str().to_owned(), 16);
        canonical(text, CodiceRapporto::parse, |code| code.as_str().to_owned(), 50);
        canonical(text, NumeroAvviso::parse, |number| number.as_str().to_owned(), 18);
        canonical(text, CodiceUso::parse, |code| code.as_str().to_owned(), 6);
        canonical(text, Protocollo::parse, ToString::to_string, 30);
        canonical(text, CodiceSede::parse, ToString::to_string, 4);
        canonical(text, Cap::parse, ToString::to_string, 5);
        canonical(text, Email::parse, |email| email.as_str().to_owned(), Email::MASSIMO);
        canonical(text, Cellulare::parse, |number| number.as_str().to_owned(), 16);
        canonical(text, Telefono::parse, |number| number.as_str().to_owned(), 16);
        canonical(text, Oggetto::parse, |text| text.as_str().to_owned(), Oggetto::MASSIMO);
        canonical(text, Testo::parse, |text| text.as_str().to_owned(), Testo::MASSIMO);
        canonical(text, Commento::parse, |text| text.as_str().to_owned(), Commento::MASSIMO);
        canonical(text, NomeFile::parse, |name| name.as_str().to_owned(), NomeFile::MASSIMO);
        canonical(text, TipoDelega::parse, |tipo| String::from(*tipo), 2);
        exact::<QuesitoId>(text);
        exact::<AllegatoId>(text);
        exact::<Sha256>(text);
        exact::<Protocollo>(text.trim());
        if let Ok(pin) = Pin::parse(text) {
            assert_eq!(pin.as_bytes(), text.as_bytes());
        }
        masked(text);
        for mime in TipoFile::from_mime(text).into_iter().chain(TipoFile::from_nome(text)) {
            assert_eq!(TipoFile::from_mime(mime.mime()), Some(mime));
        }
    });
}

/// Written in one way, and that way is accepted as the same.
fn canonical<T: PartialEq, E: Debug + PartialEq>(
    text: &str,
    parse: impl Fn(&str) -> Result<T, E>,
    write: impl Fn(&T) -> String,
    most: usize,
) {
    let Ok(value) = parse(text) else { return };
    let written = write(&value);
    assert!((1..=most).contains(&written.chars().count()), "{} characters", written.chars().count());
    assert!(!written.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "a control character");
    match parse(&written) {
        Ok(again) => assert!(again == value && write(&again) == written, "another value"),
        Err(reason) => panic!("what was written is refused: {reason:?}"),
    }
}

/// Only what is written so is read.
fn exact<T: FromStr + ToString>(text: &str) {
    if let Ok(value) = text.parse::<T>() {
        assert_eq!(value.to_string(), text);
    }
}

/// What is shown of a contact gives little of it away, whatever was in the table.
fn masked(text: &str) {
    for tipo in TipoContatto::ALL {
        let shown = tipo.mascherato(text);
        if let Ok(contatti) = Contatti::default().with(tipo, Some(text)) {
            let whole = contatti.get(tipo).expect("it was set");
            assert!(!shown.contains(whole), "a contact shown whole");
        }
    }
}
