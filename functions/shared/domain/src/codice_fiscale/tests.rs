use proptest::prelude::*;

use super::CodiceFiscaleError::{Carattere, Controllo, Lunghezza};
use super::*;

#[test]
fn valid() {
    for (typed, code) in [
        ("RSSMRA85T10A562S", "RSSMRA85T10A562S"),
        ("RSSMRA80A01H501U", "RSSMRA80A01H501U"),
        // Omocodia: the last 2 of the first code is written N.
        ("RSSMRA85T10A56NH", "RSSMRA85T10A56NH"),
        (" rss mra 85t10 a562s\t", "RSSMRA85T10A562S"),
        ("02342520158", "02342520158"),
        ("86334519757", "86334519757"),
        ("023 4252 0158", "02342520158"),
    ] {
        assert_eq!(CodiceFiscale::parse(typed).map(String::from), Ok(code.to_owned()), "{typed}");
    }
}

#[test]
fn refused() {
    for (typed, reason) in [
        ("", Lunghezza),
        ("RSSMRA85T10A562", Lunghezza),
        ("RSSMRA85T10A562SS", Lunghezza),
        ("023425201", Lunghezza),
        ("RSSMRA85T10A562T", Controllo),
        ("RSSMAR85T10A562S", Controllo),
        ("02342520159", Controllo),
        ("00000000000", Controllo),
        ("0234252015X", Carattere),
        ("1SSMRA85T10A562S", Carattere),
        ("RSSMRA85T10A5621", Carattere),
        ("RSSMRA85T10A56ÀS", Carattere),
        ("RSSMRA85T10A56\u{0}S", Carattere),
        // K stands for no digit and F for no month.
        ("RSSMRA8KT10A562S", Carattere),
        ("RSSMRA85F10A562S", Carattere),
    ] {
        assert_eq!(CodiceFiscale::parse(typed), Err(reason), "{typed}");
    }
}

/// The month letter, the two figures of the day, and whether somebody can be born then.
#[test]
fn days_of_birth() {
    for (month_and_day, possible) in [
        ("A00", false),
        ("A01", true),
        ("A31", true),
        ("A32", false),
        ("A40", false),
        ("A41", true),
        ("A71", true),
        ("A72", false),
        ("B29", true),
        ("B30", false),
        ("B69", true),
        ("B70", false),
        ("D31", false),
        ("S30", true),
        ("T31", true),
        ("ALM", true),
        ("ALL", false),
    ] {
        let first = format!("RSSMRA80{month_and_day}H501");
        let code = format!("{first}{}", check_letter(&first).expect("fifteen characters"));
        let expected = if possible { Ok(code.clone()) } else { Err(Carattere) };
        assert_eq!(CodiceFiscale::parse(&code).map(String::from), expected, "{month_and_day}");
    }
}

#[test]
fn check_letter_wants_fifteen_upper_case_characters() {
    for (first, letter) in [("RSSMRA85T10A562", Some('S')), ("rssmra85t10a562", None), ("RSSMRA85T10A56", None), ("RSSMRA85T10A5À", None)]
    {
        assert_eq!(check_letter(first), letter, "{first}");
    }
}

#[test]
fn nothing_of_the_code_is_logged() {
    let code = CodiceFiscale::parse("RSSMRA85T10A562S").expect("valid");
    assert_eq!(format!("{code:?}"), "CodiceFiscale(…)");
    let error = serde_json::from_str::<CodiceFiscale>("\"RSSMRA85T10A562T\"").expect_err("wrong check letter");
    assert!(!error.to_string().contains("RSS"), "{error}");
}

/// A plausible person; every day up to 28 exists in every month.
fn person() -> impl Strategy<Value = String> {
    ("[A-Z]{6}[0-9]{2}[ABCDEHLMPRST]", 1..=28u8, any::<bool>(), "[A-Z][0-9]{3}").prop_map(|(name, day, woman, town)| {
        let first = format!("{name}{:02}{town}", if woman { day + 40 } else { day });
        format!("{first}{}", check_letter(&first).expect("fifteen characters"))
    })
}

proptest! {
    /// In each place the characters that may stand there are worth different amounts modulo 26 (omocodia letters never
    /// collide with digits), so there is no exception.
    #[test]
    fn one_wrong_character_is_always_found(code in person(), place in 0..16usize, other in "[A-Z0-9]") {
        prop_assert!(CodiceFiscale::parse(&code).is_ok());
        prop_assume!(code[place..=place] != *other);
        let mut wrong = code;
        wrong.replace_range(place..=place, &other);
        prop_assert!(CodiceFiscale::parse(&wrong).is_err());
    }

    #[test]
    fn one_wrong_digit_of_eleven_is_always_found(place in 0..11usize, other in "[0-9]") {
        let mut wrong = String::from("02342520158");
        prop_assume!(wrong[place..=place] != *other);
        wrong.replace_range(place..=place, &other);
        prop_assert_eq!(CodiceFiscale::parse(&wrong), Err(Controllo));
    }

    /// Any subset of the seven digits may be replaced; the check letter follows.
    #[test]
    fn omocodia_variants_are_valid_and_different(code in person(), replaced in 1..128u8) {
        let mut first = code.as_bytes()[..15].to_vec();
        for (bit, place) in [6, 7, 9, 10, 12, 13, 14].into_iter().enumerate() {
            if replaced >> bit & 1 == 1 {
                first[place] = OMOCODIA[usize::from(first[place] - b'0')];
            }
        }
        let first = String::from_utf8(first).expect("ASCII");
        let variant = format!("{first}{}", check_letter(&first).expect("fifteen characters"));
        prop_assert!(CodiceFiscale::parse(&variant).is_ok());
        prop_assert_ne!(CodiceFiscale::parse(&variant), CodiceFiscale::parse(&code));
    }

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = CodiceFiscale::parse(&text);
    }
}
