use proptest::prelude::*;

use super::TestoError::{CarattereDiControllo, DirezioneForzata, NonNomeFile, TroppoLungo, Vuoto};
use super::*;

const FAMILY: &str = "👩\u{200D}👩\u{200D}👧";

#[test]
fn one_line() {
    let ok = |text: &str| Ok(text.to_owned());
    for (typed, expected) in [
        ("MAV non pervenuto", ok("MAV non pervenuto")),
        ("  Perché? È già pagato…\n", ok("Perché? È già pagato…")),
        (FAMILY, ok(FAMILY)),
        ("❤\u{FE0F} 日本 שלום", ok("❤\u{FE0F} 日本 שלום")),
        ("", Err(Vuoto)),
        (" \t\r\n\u{A0}\u{2003}", Err(Vuoto)),
        ("\u{200D}\u{FE0F}", Err(Vuoto)),
        ("due\nrighe", Err(CarattereDiControllo)),
        ("due\r\nrighe", Err(CarattereDiControllo)),
        ("una\tcolonna", Err(CarattereDiControllo)),
        ("nul\0", Err(CarattereDiControllo)),
        ("\u{1b}[31mrosso", Err(CarattereDiControllo)),
        ("c\u{85}d", Err(CarattereDiControllo)),
        ("a\u{2028}b", Err(CarattereDiControllo)),
        ("a\u{2029}b", Err(CarattereDiControllo)),
        ("\u{FEFF}a", Err(CarattereDiControllo)),
        ("a\u{200B}b", Err(CarattereDiControllo)),
        ("fattura\u{202E}fdp.exe", Err(DirezioneForzata)),
        ("a\u{2066}b\u{2069}", Err(DirezioneForzata)),
        ("a\u{200F}b", Err(DirezioneForzata)),
        ("a\u{61C}b", Err(DirezioneForzata)),
        // Soft hyphens of a page are taken out.
        ("contri\u{AD}bu\u{AD}ti", ok("contributi")),
        ("\u{AD} \u{AD}", Err(Vuoto)),
        // What shows nothing is nothing by itself.
        ("\u{3164}", Err(Vuoto)),
        ("\u{115F}\u{1160} \u{2800}\u{200D}", Err(Vuoto)),
        ("\u{E000}\u{10FFFD}", Err(Vuoto)),
        ("\u{F0B7} voce\u{2800}\u{3164}", ok("\u{F0B7} voce\u{2800}\u{3164}")),
        ("a\u{34F}b", Err(CarattereDiControllo)),
        ("\u{2060}", Err(CarattereDiControllo)),
        ("a\u{180E}b", Err(CarattereDiControllo)),
        ("a\u{2063}b", Err(CarattereDiControllo)),
        ("a\u{206F}b", Err(CarattereDiControllo)),
        ("a\u{FE00}b", Err(CarattereDiControllo)),
        ("a\u{FFA0}b", Err(CarattereDiControllo)),
        ("\u{E0041}\u{E0042}", Err(CarattereDiControllo)),
        ("a\u{E0041}", Err(CarattereDiControllo)),
        ("a\u{E01EF}", Err(CarattereDiControllo)),
        ("a\u{FFFF}", Err(CarattereDiControllo)),
        ("a\u{FDD0}", Err(CarattereDiControllo)),
        ("a\u{10FFFE}", Err(CarattereDiControllo)),
        ("\u{2060}\u{202E}", Err(CarattereDiControllo)),
        ("می\u{200C}خواهم \u{2764}\u{FE0E} \u{FFFD}", ok("می\u{200C}خواهم \u{2764}\u{FE0E} \u{FFFD}")),
    ] {
        assert_eq!(Oggetto::parse(typed).map(Oggetto::into_string), expected, "{typed:?}");
    }
}

#[test]
fn many_lines() {
    for (typed, expected) in [
        ("riga\r\nriga\n\triga\r\n", Ok("riga\nriga\n\triga")),
        ("riga\rriga", Err(CarattereDiControllo)),
        ("\r\n\r\n", Err(Vuoto)),
        ("a\u{202D}b", Err(DirezioneForzata)),
    ] {
        let expected = expected.map(str::to_owned);
        assert_eq!(Testo::parse(typed).map(Testo::into_string), expected, "{typed:?}");
        assert_eq!(Commento::parse(typed).map(Commento::into_string), expected, "{typed:?}");
    }
}

/// Its SHA-256 stands in a register: it neither changes nor becomes unreadable.
#[test]
fn what_was_registered_is_read_as_it_is() {
    for text in ["contri\u{AD}buti", "\u{AD}", "\u{3164}", "a\u{2060}b", "\u{E0041}", "\u{FFFF}\u{E000}"] {
        assert_eq!(text.parse::<Testo>().map(Testo::into_string).as_deref(), Ok(text), "{text:?}");
        let json = serde_json::to_string(text).expect("a string");
        assert_eq!(serde_json::from_str::<Oggetto>(&json).expect("a subject").as_str(), text, "{text:?}");
    }
    for (text, expected) in
        [("", Vuoto), ("a\0", CarattereDiControllo), ("a\u{200B}", CarattereDiControllo), ("\u{202E}a", DirezioneForzata)]
    {
        assert_eq!(text.parse::<Testo>(), Err(expected), "{text:?}");
    }
}

#[test]
fn lengths_are_in_scalar_values() {
    for (count, expected) in [(120, Ok(())), (121, Err(TroppoLungo))] {
        assert_eq!(Oggetto::parse(&"🙂".repeat(count)).map(drop), expected, "{count}");
        assert_eq!(NomeFile::parse(&"è".repeat(count)).map(drop), expected, "{count}");
    }
    // Five scalar values each.
    assert!(Oggetto::parse(&FAMILY.repeat(24)).is_ok());
    assert_eq!(Oggetto::parse(&FAMILY.repeat(25)), Err(TroppoLungo));
    // Neither blanks around the text nor the CR of a line end count.
    assert!(Testo::parse(&format!("  {}  ", "a\r\n".repeat(5_000))).is_ok());
    assert!(Testo::parse(&"a".repeat(10_000)).is_ok());
    assert_eq!(Testo::parse(&"a".repeat(10_001)), Err(TroppoLungo));
    assert!(Commento::parse(&"a".repeat(2_000)).is_ok());
    assert_eq!(Commento::parse(&"a".repeat(2_001)), Err(TroppoLungo));
}

#[test]
fn names_of_files() {
    for (typed, expected) in [
        ("ricevuta.pdf", Ok(())),
        (" busta paga (2).JPG ", Ok(())),
        ("senza estensione", Ok(())),
        ("a..pdf", Ok(())),
        (".pdf", Err(NonNomeFile)),
        ("..", Err(NonNomeFile)),
        ("../../etc/passwd", Err(NonNomeFile)),
        ("cartella/ricevuta.pdf", Err(NonNomeFile)),
        (r"C:\ricevuta.pdf", Err(NonNomeFile)),
        ("a\nb.pdf", Err(CarattereDiControllo)),
        ("", Err(Vuoto)),
    ] {
        assert_eq!(NomeFile::parse(typed).map(drop), expected, "{typed:?}");
    }
}

#[test]
fn nothing_is_logged() {
    assert_eq!(format!("{:?}", Testo::parse("Mia madre è malata")), "Ok(Testo(…))");
}

proptest! {
    #[test]
    fn what_is_accepted_is_stable_and_bounded(text in any::<String>()) {
        if let Ok(testo) = Testo::parse(&text) {
            prop_assert_eq!(Testo::parse(testo.as_str()), Ok(testo.clone()));
            prop_assert!((1..=Testo::MASSIMO).contains(&testo.as_str().chars().count()));
            let json = serde_json::to_string(&testo).expect("a string");
            prop_assert_eq!(serde_json::from_str::<Testo>(&json).expect("the same string"), testo);
        }
    }

    /// Nothing visible is lost: one line of visible characters comes out as it went in.
    #[test]
    fn visible_text_is_kept(text in "[a-zA-ZÀ-ÿ0-9.,;:!?€🙂👩👧🇮🇹-]{1,120}") {
        prop_assert_eq!(Oggetto::parse(&text).map(Oggetto::into_string), Ok(text));
    }

    #[test]
    fn a_name_of_a_file_never_leaves_its_folder(text in "[./\\\\a-z]{1,12}") {
        if let Ok(nome) = NomeFile::parse(&text) {
            let path = std::path::Path::new("cartella").join(nome.as_str());
            prop_assert_eq!(path.parent(), Some(std::path::Path::new("cartella")));
        }
    }
}
