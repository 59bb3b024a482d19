//! How easy an Italian text is: the Gulpease index.
//!
//! `89 + (300 x sentences - 10 x letters) / words`, from 0 to 100 and over; from 80 it is easy for who finished primary school, from 60 for
//! who finished middle school (P. Lucisano and M. E. Piemontese, "GULPEASE: una formula per la predizione della difficoltà dei testi in
//! lingua italiana", Scuola e città, 1988).

/// Letters of the word that a `{place}` stands for: the mean of an Italian word.
const PLACE: &str = "parol";

/// What was counted in some texts.
#[derive(Default, Clone, Copy)]
pub struct Conto {
    frasi: usize,
    parole: usize,
    lettere: usize,
}

impl Conto {
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut conto = Self::default();
        for sentence in texts.into_iter().flat_map(sentences) {
            conto.frasi += 1;
            for word in words(&sentence) {
                conto.parole += 1;
                conto.lettere += word.chars().count();
            }
        }
        conto
    }

    pub const fn parole(self) -> usize {
        self.parole
    }

    #[expect(clippy::cast_precision_loss, reason = "a few thousand words")]
    pub fn gulpease(self) -> f64 {
        89.0 + (300.0 * self.frasi as f64 - 10.0 * self.lettere as f64) / self.parole.max(1) as f64
    }
}

/// A sentence ends at a stop before a space or the end, or at the end of a line. A colon doesn't end it.
pub fn sentences(text: &str) -> Vec<String> {
    let text = without_places(text).replace("n. ", "n ").replace(['!', '?', '…'], ".");
    let lines = text.split('\n').flat_map(|line| line.split(". "));
    lines.map(|sentence| sentence.trim().trim_end_matches('.').to_owned()).filter(|sentence| words(sentence).next().is_some()).collect()
}

/// Letters and digits together, `un'altra` being two.
pub fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn without_places(text: &str) -> String {
    let mut parts = text.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + PLACE + part.split_once('}').map_or(part, |(_, rest)| rest))
}

#[test]
fn it_is_as_published() {
    let conto = Conto::of(["Scrivi la domanda. L'ufficio ti risponde."]);
    assert_eq!((conto.frasi, conto.parole, conto.lettere), (2, 7, 33));
    assert!((conto.gulpease() - (89.0 + (600.0 - 330.0) / 7.0)).abs() < 1e-9);
}

#[test]
fn stops_inside_words_and_places_do_not_end_a_sentence() {
    assert_eq!(
        sentences("Protocollo n. {numero}, come INPS.7000.06. Vale 3.50 euro?"),
        ["Protocollo n parol, come INPS.7000.06", "Vale 3.50 euro"]
    );
}
