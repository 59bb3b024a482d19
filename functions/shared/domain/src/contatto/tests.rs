use proptest::prelude::*;

use super::*;

#[test]
fn mobile_numbers() {
    use CellulareError::{Carattere, Lunghezza, Prefisso};
    for (typed, expected) in [
        ("+393331234567", Ok("+393331234567")),
        (" 333 123-4567 ", Ok("+393331234567")),
        ("333123456", Ok("+39333123456")),
        ("0039 333 1234567", Ok("+393331234567")),
        ("+39\u{a0}333\u{2011}1234567", Ok("+393331234567")),
        // Bare, it is an Italian number; 39x is also an Italian mobile prefix.
        ("3931234567", Ok("+393931234567")),
        ("+40 721 234 567", Ok("+40721234567")),
        ("+12345678", Ok("+12345678")),
        ("+123456789012345", Ok("+123456789012345")),
        ("+1234567", Err(Lunghezza)),
        ("+1234567890123456", Err(Lunghezza)),
        ("33312345678", Err(Lunghezza)),
        ("33312345", Err(Lunghezza)),
        ("", Err(Lunghezza)),
        ("+", Err(Lunghezza)),
        ("06 1234567", Err(Prefisso)),
        ("+0393331234567", Err(Prefisso)),
        ("333 123 456x", Err(Carattere)),
        ("++393331234567", Err(Carattere)),
        ("３３３1234567", Err(Carattere)),
    ] {
        assert_eq!(Cellulare::parse(typed).map(String::from), expected.map(str::to_owned), "{typed}");
    }
}

#[test]
fn addresses() {
    use EmailError::{Carattere, Forma, Lunghezza};
    for (typed, expected) in [
        ("maria@esempio.it", Ok("maria@esempio.it")),
        (" Maria.Rossi+inps@Posta.Esempio.IT ", Ok("Maria.Rossi+inps@posta.esempio.it")),
        ("o'neill_2@a-b.co", Ok("o'neill_2@a-b.co")),
        ("", Err(Lunghezza)),
        ("maria rossi@esempio.it", Err(Carattere)),
        ("maria@esempio.it\r\nBcc: x@y.it", Err(Carattere)),
        ("maria@esempio.it,x@y.it", Err(Carattere)),
        ("Maria <maria@esempio.it>", Err(Carattere)),
        ("marià@esempio.it", Err(Carattere)),
        ("maria@esempio\u{202E}.it", Err(Carattere)),
        ("maria", Err(Forma)),
        ("@esempio.it", Err(Forma)),
        ("maria@", Err(Forma)),
        ("maria@esempio", Err(Forma)),
        ("maria@@esempio.it", Err(Forma)),
        ("maria@esempio.it@y.it", Err(Forma)),
        ("maria@.esempio.it", Err(Forma)),
        ("maria@esempio..it", Err(Forma)),
        ("maria@esempio.it.", Err(Forma)),
        (".maria@esempio.it", Err(Forma)),
        ("ma..ria@esempio.it", Err(Forma)),
        ("maria@-esempio.it", Err(Forma)),
        ("maria@esem_pio.it", Err(Forma)),
        ("maria@127.0.0.1", Err(Forma)),
    ] {
        assert_eq!(Email::parse(typed).map(String::from), expected.map(str::to_owned), "{typed}");
    }
    let domain = format!("{}.it", ["a".repeat(60), "b".repeat(60), "c".repeat(60)].join("."));
    let local = |length: usize| format!("{}@{domain}", "m".repeat(length));
    assert!(Email::parse(&local(64)).is_ok());
    assert_eq!(Email::parse(&local(65)), Err(Forma));
    assert_eq!(Email::parse(&local(69)), Err(Lunghezza));
}

#[test]
fn telephone_numbers() {
    use TelefonoError::{Carattere, Lunghezza, Prefisso};
    for (typed, expected) in [
        ("06 1234567", Ok("+39061234567")),
        ("(06) 123.45/67", Ok("+39061234567")),
        ("+40 21 123 4567", Ok("+40211234567")),
        ("3331234567", Ok("+393331234567")),
        ("0039 06 1234567", Ok("+39061234567")),
        ("1234567", Err(Prefisso)),
        ("+0612345678", Err(Prefisso)),
        ("06", Err(Lunghezza)),
        ("", Err(Lunghezza)),
        ("06 12x", Err(Carattere)),
    ] {
        assert_eq!(Telefono::parse(typed).map(String::from), expected.map(str::to_owned), "{typed}");
    }
}

#[test]
fn one_contact_is_set_or_taken_away_and_the_others_stay() {
    let mut contatti = Contatti::default();
    for (tipo, typed, canonical) in [
        (TipoContatto::Telefono, "06 1234567", "+39061234567"),
        (TipoContatto::Cellulare, "333 1234567", "+393331234567"),
        (TipoContatto::Fax, "06 7654321", "+39067654321"),
        (TipoContatto::Email, "maria@Esempio.it", "maria@esempio.it"),
        (TipoContatto::Pec, "maria@pec.esempio.it", "maria@pec.esempio.it"),
    ] {
        contatti = contatti.with(tipo, Some(typed)).expect(typed);
        assert_eq!(contatti.get(tipo), Some(canonical));
    }
    for tipo in TipoContatto::ALL {
        assert!(contatti.clone().with(tipo, Some("?")).is_err());
        let fewer = contatti.clone().with(tipo, None).expect("nothing to read");
        for other in TipoContatto::ALL {
            assert_eq!(fewer.get(other), if other == tipo { None } else { contatti.get(other) });
        }
    }
}

#[test]
fn masks() {
    for (number, mask) in [("+393331234567", "+39 ••• ••• 4567"), ("+40721234567", "+•• ••• ••• 4567")] {
        assert_eq!(Cellulare::parse(number).expect(number).mascherato(), mask);
    }
    for (address, mask) in [("maria@esempio.it", "m•••@esempio.it"), ("m@esempio.it", "•••@esempio.it")] {
        assert_eq!(Email::parse(address).expect(address).mascherato(), mask);
    }
    for (tipo, valore, mask) in [
        (TipoContatto::Telefono, "+39061234567", "••• 4567"),
        (TipoContatto::Cellulare, "+393331234567", "+39 ••• ••• 4567"),
        (TipoContatto::Pec, "maria@pec.esempio.it", "m•••@pec.esempio.it"),
        (TipoContatto::Email, "unreadable", ""),
    ] {
        assert_eq!(tipo.mascherato(valore), mask);
    }
}

#[test]
fn nothing_is_logged() {
    let contatti = Contatti {
        telefono: Telefono::parse("06 1234567").ok(),
        cellulare: Cellulare::parse("3331234567").ok(),
        email: Email::parse("maria@esempio.it").ok(),
        ..Contatti::default()
    };
    assert_eq!(
        format!("{contatti:?}"),
        "Contatti { telefono: Some(Telefono(…)), cellulare: Some(Cellulare(…)), fax: None, email: Some(Email(…)), pec: None }"
    );
    assert_eq!(serde_json::from_str::<Contatti>("{}").expect("nothing is compulsory"), Contatti::default());
}

proptest! {
    #[test]
    fn no_text_panics_and_what_is_accepted_is_stable(text in any::<String>(), number in "[+]?[0-9 -]{0,18}") {
        for typed in [&text, &number] {
            if let Ok(cellulare) = Cellulare::parse(typed) {
                prop_assert_eq!(Cellulare::parse(cellulare.as_str()), Ok(cellulare.clone()));
                prop_assert_eq!(cellulare.mascherato().chars().count(), 16);
            }
        }
        if let Ok(email) = Email::parse(&text) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }
}
