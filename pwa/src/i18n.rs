//! The interface's texts in two languages. The keys come from `locales/` at build time.
//!
//! The language is chosen once for each load of the page: changing it reloads, so no text needs to be reactive.

use std::cell::Cell;

use cassetto_api::modello::GestioneVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Problema;
use cassetto_domain::categoria::Traduzione;

use crate::browser;

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lingua {
    Italiano,
    English,
}

thread_local! {
    static CORRENTE: Cell<Lingua> = const { Cell::new(Lingua::Italiano) };
}

const RICORDO: &str = "lingua";

impl Lingua {
    pub const ALL: [Self; 2] = [Self::Italiano, Self::English];

    /// As `lang` and `Intl` want it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Italiano => "it",
            Self::English => "en",
        }
    }

    /// In its own words.
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Italiano => "Italiano",
            Self::English => "English",
        }
    }
}

/// The language in use.
pub fn lingua() -> Lingua {
    CORRENTE.get()
}

/// Reads the remembered choice; Italian unless said otherwise.
pub fn start() {
    let remembered = browser::remembered(RICORDO);
    let lingua = Lingua::ALL.into_iter().find(|lingua| Some(lingua.tag()) == remembered.as_deref());
    CORRENTE.set(lingua.unwrap_or(Lingua::Italiano));
    browser::set_lang(CORRENTE.get().tag());
}

/// Remembers the choice and starts again with it.
pub fn choose(lingua: Lingua) {
    browser::remember(RICORDO, lingua.tag());
    browser::reload();
}

/// A text.
pub fn t(key: K) -> &'static str {
    match lingua() {
        Lingua::Italiano => IT[key as usize],
        Lingua::English => EN[key as usize],
    }
}

/// A text with its `{places}` filled in.
pub fn fill(key: K, values: &[(&str, &str)]) -> String {
    values.iter().fold(t(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// One of two texts by number, with `{n}` filled in.
pub fn count(one: K, many: K, n: usize) -> String {
    fill(if n == 1 { one } else { many }, &[("n", &n.to_string())])
}

/// A text of the domain's data.
pub fn pick(text: &Traduzione) -> &str {
    match lingua() {
        Lingua::Italiano => &text.it,
        Lingua::English => &text.en,
    }
}

/// A category's name, in the words of the version it was sent with.
pub fn categoria(gestione: GestioneVoce, codice: &str, versione: u32) -> String {
    cassetto_domain::profilo::versione(gestione.into(), versione)
        .and_then(|profilo| profilo.argomento(codice))
        .map_or_else(|| codice.to_owned(), |categoria| pick(&categoria.nome).to_owned())
}

/// Title and remedy of a problem: the server's Italian, or our translation of it.
pub fn problema(problema: &Problema) -> (String, String) {
    let slug = problema.kind().map(cassetto_api::problema::Tipo::slug).unwrap_or_default();
    let translated = |part| match lingua() {
        Lingua::Italiano => None,
        Lingua::English => find(PROBLEMI_EN, &format!("{slug}.{part}")),
    };
    (
        translated("titolo").map_or_else(|| problema.title.clone(), str::to_owned),
        translated("rimedio").map_or_else(|| problema.detail.clone(), str::to_owned),
    )
}

/// The remedy for a reason.
pub fn motivo(motivo: Motivo) -> &'static str {
    match lingua() {
        Lingua::Italiano => motivo.messaggio(),
        Lingua::English => find(MOTIVI_EN, motivo.slug()).unwrap_or_else(|| motivo.messaggio()),
    }
}

fn find(texts: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    texts.iter().find_map(|(name, text)| (*name == key).then_some(*text))
}

#[cfg(test)]
mod tests {
    use cassetto_api::problema::Tipo;

    use super::*;

    #[test]
    fn every_problem_and_reason_is_translated() {
        for tipo in Tipo::ALL {
            for part in ["titolo", "rimedio"] {
                assert!(find(PROBLEMI_EN, &format!("{}.{part}", tipo.slug())).is_some(), "{}", tipo.slug());
            }
        }
        for motivo in Motivo::ALL {
            assert!(find(MOTIVI_EN, motivo.slug()).is_some(), "{}", motivo.slug());
        }
    }
}
