//! The interface's texts. The keys come from `locales/` at build time; the texts of a language are a few files: what the first
//! page says is loaded at start, the rest with the areas that say it.
//!
//! The language is chosen once for each load of the page: changing it reloads, so no text needs to be reactive.

use std::cell::Cell;

use cassetto_api::modello::GestioneVoce;
use cassetto_api::motivo::Motivo;
use cassetto_api::problema::Problema;
use cassetto_domain::categoria::Traduzione;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::browser::{boot, property};
use crate::{browser, format};

include!(concat!(env!("OUT_DIR"), "/texts.rs"));

/// A language of the interface.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lingua {
    Italiano,
    English,
    Romana,
    Ukrainska,
    Espanol,
}

thread_local! {
    static CORRENTE: Cell<Lingua> = const { Cell::new(Lingua::Italiano) };
    /// The files of the language that are here, each from its place in `INIZI` on.
    static TESTI: [Cell<&'static [String]>; INIZI.len()] = const { [const { Cell::new(&[] as &'static [String]) }; INIZI.len()] };
}

const RICORDO: &str = "lingua";

impl Lingua {
    pub const ALL: [Self; 5] = [Self::Italiano, Self::English, Self::Romana, Self::Ukrainska, Self::Espanol];

    /// As `lang` and `Intl` want it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Italiano => "it",
            Self::English => "en",
            Self::Romana => "ro",
            Self::Ukrainska => "uk",
            Self::Espanol => "es",
        }
    }

    /// Italian for a tag that is nobody's.
    pub fn from_tag(tag: &str) -> Self {
        Self::ALL.into_iter().find(|lingua| lingua.tag() == tag).unwrap_or(Self::Italiano)
    }

    /// In its own words.
    pub const fn nome(self) -> &'static str {
        match self {
            Self::Italiano => "Italiano",
            Self::English => "English",
            Self::Romana => "Română",
            Self::Ukrainska => "Українська",
            Self::Espanol => "Español",
        }
    }
}

/// The language in use.
pub fn lingua() -> Lingua {
    CORRENTE.get()
}

/// The texts of one language.
pub struct Testi {
    lingua: Lingua,
    testi: Vec<String>,
}

impl Testi {
    pub const fn lingua(&self) -> Lingua {
        self.lingua
    }

    pub fn get(&self, key: K) -> &str {
        self.testi.get(key as usize).map_or("", String::as_str)
    }

    /// With its `{places}` filled in.
    pub fn fill(&self, key: K, values: &[(&str, &str)]) -> String {
        filled(self.lingua, self.get(key), values)
    }

    /// A category's name, as [`categoria`].
    pub fn categoria(&self, gestione: GestioneVoce, codice: &str, versione: u32) -> String {
        nome(gestione, codice, versione, |text| pick_in(self.lingua, self.testi.get(QUANTI + PROBLEMI.len()..).unwrap_or_default(), text))
    }
}

/// Takes up the language that `boot.js` has loaded.
pub fn start() {
    let tag = property(&boot(), "lingua").as_string().unwrap_or_default();
    CORRENTE.set(Lingua::from_tag(&tag));
    take_up();
    browser::set_lang(CORRENTE.get().tag());
}

/// Takes up what has come with an area.
pub fn take_up() {
    let come = Array::from(&property(&boot(), "parole"));
    TESTI.with(|files| {
        for (file, text) in files.iter().zip(come.iter()) {
            if file.get().is_empty()
                && let Some(texts) = text.as_string().and_then(|text: String| parse(&text))
            {
                // Once for each load of the page, for as long as it is open.
                file.set(Vec::leak(texts));
            }
        }
    });
}

/// The texts of a language, whichever the interface is in.
pub async fn load(lingua: Lingua) -> Option<Testi> {
    let addresses = property(&property(&boot(), "testi"), lingua.tag());
    let mut testi = Vec::new();
    for address in Array::from(&addresses) {
        let response: Response =
            JsFuture::from(leptos::prelude::window().fetch_with_str(&address.as_string()?)).await.ok()?.unchecked_into();
        let text = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
        testi.extend(response.ok().then(|| parse(&text)).flatten()?);
    }
    // A file of another build has others.
    (testi.len() >= QUANTI + PROBLEMI.len()).then_some(Testi { lingua, testi })
}

fn parse(text: &str) -> Option<Vec<String>> {
    cassetto_leggere::read(text)
}

/// Remembers the choice and starts again with it.
pub fn choose(lingua: Lingua) {
    browser::remember(RICORDO, lingua.tag());
    browser::reload();
}

/// A text.
pub fn t(key: K) -> &'static str {
    text(key as usize)
}

/// Empty while its file is not here, and said in the console: whoever shows it has to have the file come (`corredo.rs`).
fn text(index: usize) -> &'static str {
    known(index).unwrap_or_else(|| {
        web_sys::console::error_2(&"no file of texts for number".into(), &index.to_string().into());
        ""
    })
}

fn known(index: usize) -> Option<&'static str> {
    let file = INIZI.partition_point(|first| *first <= index) - 1;
    TESTI.with(|files| files[file].get()).get(index - INIZI[file]).map(String::as_str)
}

/// The domain's Italian and its translation, one after the other.
fn pairs() -> &'static [String] {
    TESTI.with(|files| files[INIZI.len() - 1].get()).get(QUANTI + PROBLEMI.len() - INIZI[INIZI.len() - 1]..).unwrap_or_default()
}

/// A text with its `{places}` filled in.
pub fn fill(key: K, values: &[(&str, &str)]) -> String {
    filled(lingua(), t(key), values)
}

fn filled(lingua: Lingua, text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| {
        let place = format!("{{{name}}}");
        let elided = lingua == Lingua::Italiano && elides(value);
        let articles: &[_] = if elided { &[("Il ", "L'"), ("il ", "l'"), ("l ", "ll'")] } else { &[] };
        let text = articles.iter().fold(text, |text, (whole, short)| text.replace(&format!("{whole}{place}"), &format!("{short}{place}")));
        text.replace(&place, value)
    })
}

/// Whether Italian says a number with a vowel first: "entro l'11 dicembre", "dall'8 gennaio".
fn elides(value: &str) -> bool {
    value.starts_with('8') || value.strip_prefix("11").is_some_and(|rest| !rest.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// One of two texts by number, with `{n}` filled in. A language that says "few" otherwise than "many" has both in the second text:
/// `few|many`.
pub fn count(one: K, many: K, n: usize) -> String {
    let category = format::plural(n);
    let text = if category == "one" { t(one) } else { t(many) };
    let form = text.split_once('|').map_or(text, |(few, many)| if category == "few" { few } else { many });
    form.replace("{n}", &n.to_string())
}

/// A text of the domain's data, which has Italian and English; the file of any other language has it by its Italian.
pub fn pick(text: &Traduzione) -> &str {
    pick_in(lingua(), pairs(), text)
}

fn pick_in<'a>(lingua: Lingua, pairs: &'a [String], text: &'a Traduzione) -> &'a str {
    match lingua {
        Lingua::Italiano => text.it,
        Lingua::English => text.en,
        Lingua::Romana | Lingua::Ukrainska | Lingua::Espanol => {
            let (pairs, _) = pairs.as_chunks::<2>();
            pairs.iter().find(|[italian, _]| *italian == text.it).map_or(text.it, |[_, own]| own)
        }
    }
}

/// A category's name, in the words of the version it was sent with.
pub fn categoria(gestione: GestioneVoce, codice: &str, versione: u32) -> String {
    nome(gestione, codice, versione, pick)
}

fn nome<'a>(gestione: GestioneVoce, codice: &str, versione: u32, pick: impl Fn(&'a Traduzione) -> &'a str) -> String {
    cassetto_domain::profilo::versione(gestione.into(), versione)
        .and_then(|profilo| profilo.argomento(codice))
        .map_or_else(|| codice.to_owned(), |categoria| pick(&categoria.nome).to_owned())
}

/// Title and remedy of a problem: the server's Italian where this release knows no words for it.
pub fn problema(problema: &Problema) -> (String, String) {
    let slug = problema.kind().map(cassetto_api::problema::Tipo::slug).unwrap_or_default();
    // Until these words have come, the API's own do.
    let own = |part| place(&format!("problemi.{slug}.{part}")).and_then(known).map(str::to_owned);
    (own("titolo").unwrap_or_else(|| problema.title.clone()), own("rimedio").unwrap_or_else(|| problema.detail.clone()))
}

/// The remedy for a reason.
pub fn motivo(motivo: Motivo) -> &'static str {
    place(&format!("motivi.{}", motivo.slug())).map(text).unwrap_or_default()
}

/// Of what the API says, by its code.
fn place(key: &str) -> Option<usize> {
    PROBLEMI.binary_search(&key).ok().map(|index| QUANTI + index)
}

#[cfg(test)]
mod tests {
    use cassetto_api::problema::Tipo;

    use super::*;

    #[test]
    fn an_article_before_a_vowel_loses_its_own() {
        let it = |text, value| filled(Lingua::Italiano, text, &[("giorno", value)]);
        for (value, dal, il) in [
            ("8 gennaio", "Dall'8 gennaio", "entro l'8 gennaio"),
            ("11 dicembre", "Dall'11 dicembre", "entro l'11 dicembre"),
            ("1° marzo", "Dal 1° marzo", "entro il 1° marzo"),
            ("18 marzo", "Dal 18 marzo", "entro il 18 marzo"),
            ("110", "Dal 110", "entro il 110"),
        ] {
            assert_eq!((it("Dal {giorno}", value), it("entro il {giorno}", value)), (dal.to_owned(), il.to_owned()));
        }
        assert_eq!(it("Il {giorno} del {giorno}", "8"), "L'8 dell'8");
        assert_eq!(filled(Lingua::Espanol, "del {giorno}", &[("giorno", "8 de marzo")]), "del 8 de marzo");
    }

    #[test]
    fn every_problem_and_reason_has_its_place() {
        for tipo in Tipo::ALL {
            for part in ["titolo", "rimedio"] {
                assert!(place(&format!("problemi.{}.{part}", tipo.slug())).is_some(), "{}", tipo.slug());
            }
        }
        for motivo in Motivo::ALL {
            assert!(place(&format!("motivi.{}", motivo.slug())).is_some(), "{}", motivo.slug());
        }
    }
}
