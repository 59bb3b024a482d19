use std::collections::HashSet;

use super::*;

fn cap(text: &str) -> Cap {
    Cap::parse(text).expect(text)
}

#[test]
fn the_table_is_sound() {
    assert_eq!(predefinita().nome, "Roma");
    let mut codes = HashSet::new();
    let mut rows = HashSet::new();
    for sede in sedi() {
        assert!(codes.insert(sede.codice), "{} twice", sede.codice);
        assert_eq!(find(&sede.codice), Some(sede));
        // Two equal rows would leave the competent office to their order.
        for fascia in &sede.cap {
            assert!(rows.insert((fascia.dal, fascia.al)), "{fascia:?} twice");
        }
        // In a leap year, so that 29 February is a day.
        assert!(jiff::civil::Date::new(2024, sede.patrono.0, sede.patrono.1).is_ok(), "{}", sede.nome);
    }
}

#[test]
fn competent_office() {
    for (residence, nome) in [
        ("00184", "Roma"),
        ("00010", "Roma"),
        ("20124", "Milano"),
        ("20811", "Monza"),
        ("20900", "Monza"),
        ("20901", "Milano"),
        ("80133", "Napoli"),
        ("10121", "Torino"),
        ("40026", "Bologna"),
        ("09124", "Cagliari"),
        // No row: the default.
        ("38122", "Roma"),
        ("99999", "Roma"),
    ] {
        assert_eq!(competente(&cap(residence)).nome, nome, "{residence}");
    }
}

#[test]
fn digits() {
    for text in ["", "700", "70000", "70O0", "７０００", "-700"] {
        assert_eq!(CodiceSede::parse(text), Err(CodiceSedeError), "{text}");
    }
    assert_eq!(CodiceSede::parse(" 0900 ").map(|codice| codice.to_string()), Ok("0900".into()));
    for text in ["", "0018", "001840", "0018a"] {
        assert_eq!(Cap::parse(text), Err(CapError), "{text}");
    }
    assert_eq!(serde_json::to_string(&cap("00184")).expect("a string"), "\"00184\"");
}

#[test]
fn rows() {
    for (text, expected) in [
        ("401", Ok(("40100", "40199"))),
        ("40121", Ok(("40121", "40121"))),
        ("40121-40141", Ok(("40121", "40141"))),
        ("40141-40121", Err(FasciaCapError)),
        ("401-402", Err(FasciaCapError)),
        ("401211", Err(FasciaCapError)),
        ("", Err(FasciaCapError)),
        ("4a", Err(FasciaCapError)),
    ] {
        let expected = expected.map(|(dal, al)| FasciaCap { dal: cap(dal), al: cap(al) });
        assert_eq!(FasciaCap::try_from(text.to_owned()), expected, "{text}");
    }
}
