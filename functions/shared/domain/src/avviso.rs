//! Notices: they say that there is something and where, and nothing else. No number, no name, no subject.
//!
//! The texts are in `locales/avvisi.it.json`; `{link}` is the deep link, which survives the login.

pub mod gsm7;

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// How a notice travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Canale {
    Sms,
    Email,
}

impl Canale {
    pub const ALL: [Self; 2] = [Self::Sms, Self::Email];
}

/// What a notice tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Evento {
    Protocollato,
    PresoInCarico,
    Risposta,
    Chiuso,
}

impl Evento {
    pub const ALL: [Self; 4] = [Self::Protocollato, Self::PresoInCarico, Self::Risposta, Self::Chiuso];
}

/// An e-mail in plain text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EmailTesto {
    pub oggetto: String,
    pub corpo: String,
}

/// The SMS for `evento`: one GSM-7 segment, as long as `link` has at most 80 characters of GSM-7.
#[must_use]
pub fn sms(evento: Evento, link: &str) -> String {
    TESTI.sms.get(evento).replace(LINK, link)
}

/// The e-mail for `evento`.
#[must_use]
pub fn email(evento: Evento, link: &str) -> EmailTesto {
    let EmailTesto { oggetto, corpo } = TESTI.email.get(evento);
    EmailTesto { oggetto: oggetto.clone(), corpo: corpo.replace(LINK, link) }
}

const LINK: &str = "{link}";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Testi {
    sms: PerEvento<String>,
    email: PerEvento<EmailTesto>,
}

/// One text for each event: a file that lacks one doesn't parse.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PerEvento<T> {
    protocollato: T,
    preso_in_carico: T,
    risposta: T,
    chiuso: T,
}

impl<T> PerEvento<T> {
    const fn get(&self, evento: Evento) -> &T {
        match evento {
            Evento::Protocollato => &self.protocollato,
            Evento::PresoInCarico => &self.preso_in_carico,
            Evento::Risposta => &self.risposta,
            Evento::Chiuso => &self.chiuso,
        }
    }
}

#[expect(clippy::expect_used, reason = "embedded texts, parsed by this module's tests before they can ship")]
static TESTI: LazyLock<Testi> =
    LazyLock::new(|| serde_json::from_str(include_str!("../locales/avvisi.it.json")).expect("locales/avvisi.it.json"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sms_fits_one_segment() {
        let link = format!("https://cassetto.example/{}", "q".repeat(55));
        assert_eq!(link.len(), 80);
        for evento in Evento::ALL {
            let text = sms(evento, &link);
            assert!(text.ends_with(&link), "{text}");
            assert!(gsm7::is_gsm7(&text), "{text}");
            assert_eq!(gsm7::segmenti(&text), 1, "{} characters: {text}", text.chars().count());
        }
    }

    #[test]
    fn every_email_has_its_link_once_and_a_subject_of_one_line() {
        for evento in Evento::ALL {
            let EmailTesto { oggetto, corpo } = email(evento, "https://cassetto.example/q");
            assert_eq!(corpo.matches("https://cassetto.example/q").count(), 1, "{corpo}");
            assert!(!oggetto.contains('\n') && oggetto.chars().count() <= 60, "{oggetto}");
        }
    }

    /// The link is the only place of any text: there is nothing else that content could come through.
    #[test]
    fn nothing_but_the_link_is_filled_in() {
        let file = include_str!("../locales/avvisi.it.json");
        let texts = file.split('"').filter(|part| part.contains(LINK));
        assert!(texts.clone().count() == 2 * Evento::ALL.len());
        for text in texts {
            assert_eq!(text.matches(['{', '}']).count(), 2, "{text}");
        }
    }
}
