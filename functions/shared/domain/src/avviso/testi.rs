//! The texts of notices, by language, event and channel.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Evento, Lingua};

/// An e-mail in plain text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailTesto {
    pub oggetto: String,
    pub corpo: String,
}

/// What a browser shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushTesto {
    pub titolo: String,
    pub testo: String,
}

/// All that may be filled in. Nothing else can come through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dati<'a> {
    Link(&'a str),
    Codice(&'a str),
    Riepilogo { numero: usize, link: &'a str },
}

impl Dati<'_> {
    fn fill(self, text: &str) -> String {
        match self {
            Self::Link(link) => text.replace("{link}", link),
            Self::Codice(codice) => text.replace("{codice}", codice),
            Self::Riepilogo { numero, link } => text.replace("{numero}", &numero.to_string()).replace("{link}", link),
        }
    }
}

/// The SMS for `evento`: one GSM-7 segment, as long as a link has at most 80 characters of GSM-7.
#[must_use]
pub fn sms(lingua: Lingua, evento: Evento, dati: Dati<'_>) -> String {
    dati.fill(testi(lingua).sms.get(evento))
}

/// The e-mail, or PEC, for `evento`.
#[must_use]
pub fn email(lingua: Lingua, evento: Evento, dati: Dati<'_>) -> EmailTesto {
    let EmailTesto { oggetto, corpo } = testi(lingua).email.get(evento);
    EmailTesto { oggetto: dati.fill(oggetto), corpo: dati.fill(corpo) }
}

/// What a browser shows for `evento`: the subject of its e-mail, and where it is from.
#[must_use]
pub fn push(lingua: Lingua, evento: Evento) -> PushTesto {
    let testi = testi(lingua);
    PushTesto { titolo: testi.push.clone(), testo: testi.email.get(evento).oggetto.clone() }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Testi {
    /// The title of a push message.
    push: String,
    sms: PerEvento<String>,
    email: PerEvento<EmailTesto>,
}

macro_rules! per_evento {
    ($($field:ident = $variant:ident),+ $(,)?) => {
        /// One text for each event: a file that lacks one doesn't parse.
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct PerEvento<T> { $($field: T),+ }

        impl<T> PerEvento<T> {
            const fn get(&self, evento: Evento) -> &T {
                match evento { $(Evento::$variant => &self.$field),+ }
            }
        }
    };
}

per_evento! {
    protocollato = Protocollato,
    preso_in_carico = PresoInCarico,
    risposta = Risposta,
    chiuso = Chiuso,
    trasferito = Trasferito,
    richiesta_documento = RichiestaDocumento,
    comunicazione = Comunicazione,
    per_conto = PerConto,
    delega_richiesta = DelegaRichiesta,
    delega_attiva = DelegaAttiva,
    delega_revocata = DelegaRevocata,
    codice = Codice,
    riepilogo = Riepilogo,
}

#[expect(clippy::expect_used, reason = "embedded texts, parsed by this module's tests before they can ship")]
static IT: LazyLock<Testi> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../locales/avvisi.it.json")).expect("locales/avvisi.it.json"));
#[expect(clippy::expect_used, reason = "embedded texts, parsed by this module's tests before they can ship")]
static EN: LazyLock<Testi> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../locales/avvisi.en.json")).expect("locales/avvisi.en.json"));

fn testi(lingua: Lingua) -> &'static Testi {
    match lingua {
        Lingua::It => &IT,
        Lingua::En => &EN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::avviso::gsm7;

    const FILES: [&str; 2] = [include_str!("../../locales/avvisi.it.json"), include_str!("../../locales/avvisi.en.json")];

    fn dati(evento: Evento, link: &str) -> Dati<'_> {
        match evento {
            Evento::Codice => Dati::Codice("123456"),
            Evento::Riepilogo => Dati::Riepilogo { numero: 9_999, link },
            _ => Dati::Link(link),
        }
    }

    #[test]
    fn every_sms_fits_one_segment() {
        let link = format!("https://cassetto.example/{}", "q".repeat(55));
        assert_eq!(link.len(), 80);
        for (lingua, evento) in Lingua::ALL.into_iter().flat_map(|lingua| Evento::ALL.map(|evento| (lingua, evento))) {
            let text = sms(lingua, evento, dati(evento, &link));
            assert!(text.ends_with(&link) || evento == Evento::Codice, "{text}");
            assert!(gsm7::is_gsm7(&text), "{text}");
            assert_eq!(gsm7::segmenti(&text), 1, "{} characters: {text}", text.chars().count());
            assert!(!text.contains(['{', '}']), "{text}");
        }
    }

    #[test]
    fn every_email_has_its_link_once_and_a_subject_of_one_line() {
        let link = "https://cassetto.example/q";
        for (lingua, evento) in Lingua::ALL.into_iter().flat_map(|lingua| Evento::ALL.map(|evento| (lingua, evento))) {
            let EmailTesto { oggetto, corpo } = email(lingua, evento, dati(evento, link));
            assert_eq!(corpo.matches(link).count(), usize::from(evento != Evento::Codice), "{corpo}");
            assert!(!oggetto.contains('\n') && oggetto.chars().count() <= 60, "{oggetto}");
            assert!(!format!("{oggetto}{corpo}").contains(['{', '}']), "{oggetto}");
            let PushTesto { titolo, testo } = push(lingua, evento);
            assert!(!titolo.is_empty() && (evento == Evento::Riepilogo || testo == oggetto), "{testo}");
        }
    }

    /// Link, code and number are the only places of any text: there is nothing else that content could come through.
    #[test]
    fn nothing_else_is_filled_in() {
        for file in FILES {
            for text in file.split('"').filter(|part| part.contains(['{', '}']) && part.chars().any(char::is_alphabetic)) {
                let rest = ["{link}", "{codice}", "{numero}"].iter().fold(text.to_owned(), |text, place| text.replacen(place, "", 1));
                assert!(!rest.contains(['{', '}']), "{text}");
            }
        }
    }
}
