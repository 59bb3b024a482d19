//! The offices, and which one is competent for whom: by the CAP of the employer's residence, never by choice.
//!
//! The table is data (`data/sedi.json`), for now demonstration data: replacing the file is all it takes.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::testuale::digits_type;

/// The four digits of an office; also the AOO of its protocol register.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CodiceSede([u8; 4]);

digits_type!(CodiceSede, CodiceSedeError);

/// The text is not four digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 4 digits")]
pub struct CodiceSedeError;

/// A postal code of five digits; whether it exists is not checked.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Cap([u8; 5]);

digits_type!(Cap, CapError);

/// The text is not five digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not 5 digits")]
pub struct CapError;

/// An office.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sede {
    pub codice: CodiceSede,
    pub nome: String,
    pub indirizzo: String,
    /// Month and day of the town's patron saint, a holiday there.
    pub patrono: (i8, i8),
    pub nome_patrono: String,
    /// Whose residence it is competent for.
    pub cap: Vec<FasciaCap>,
}

/// Consecutive CAPs, written as a prefix (`401`) or as first and last (`40121-40141`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct FasciaCap {
    dal: Cap,
    al: Cap,
}

/// The text is neither a prefix nor two CAPs in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither a prefix of a CAP nor first-last")]
pub struct FasciaCapError;

impl FasciaCap {
    #[must_use]
    pub fn contains(&self, cap: &Cap) -> bool {
        (&self.dal..=&self.al).contains(&cap)
    }

    /// How many CAPs there are between first and last: the longer a prefix, the fewer.
    fn width(&self) -> u32 {
        self.al.number() - self.dal.number()
    }
}

impl Cap {
    fn number(self) -> u32 {
        self.0.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
    }
}

impl TryFrom<String> for FasciaCap {
    type Error = FasciaCapError;

    fn try_from(text: String) -> Result<Self, FasciaCapError> {
        let (dal, al) = match text.split_once('-') {
            Some((dal, al)) => (dal.to_owned(), al.to_owned()),
            None if text.is_empty() => return Err(FasciaCapError),
            None => (format!("{text:0<5}"), format!("{text:9<5}")),
        };
        let dal = Cap::parse(&dal).map_err(|_| FasciaCapError)?;
        let al = Cap::parse(&al).map_err(|_| FasciaCapError)?;
        if dal <= al { Ok(Self { dal, al }) } else { Err(FasciaCapError) }
    }
}

#[derive(Deserialize)]
struct Tabella {
    predefinita: CodiceSede,
    sedi: Vec<Sede>,
}

#[expect(clippy::expect_used, reason = "embedded data, parsed by this module's tests before it can ship")]
static TABELLA: LazyLock<Tabella> = LazyLock::new(|| serde_json::from_str(include_str!("../data/sedi.json")).expect("data/sedi.json"));

/// All offices, in the order of the table.
#[must_use]
pub fn sedi() -> &'static [Sede] {
    &TABELLA.sedi
}

/// The office of who lives at `cap`: the narrowest row that holds it, else the default office.
#[must_use]
pub fn competente(cap: &Cap) -> &'static Sede {
    sedi()
        .iter()
        .flat_map(|sede| sede.cap.iter().map(move |fascia| (fascia, sede)))
        .filter(|(fascia, _)| fascia.contains(cap))
        .min_by_key(|(fascia, _)| fascia.width())
        .map_or_else(predefinita, |(_, sede)| sede)
}

/// The office of a person whose residence may not be known.
#[must_use]
pub fn di_residenza(cap: Option<&Cap>) -> &'static Sede {
    cap.map_or_else(predefinita, competente)
}

/// The office with this code, if the table has it.
#[must_use]
pub fn find(codice: &CodiceSede) -> Option<&'static Sede> {
    sedi().iter().find(|sede| sede.codice == *codice)
}

#[expect(clippy::expect_used, reason = "embedded data, looked up by this module's tests before it can ship")]
fn predefinita() -> &'static Sede {
    find(&TABELLA.predefinita).expect("the default sede is in data/sedi.json")
}

#[cfg(test)]
mod tests;
