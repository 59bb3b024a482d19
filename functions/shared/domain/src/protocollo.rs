//! Protocol numbers: progressive per registry and calendar year, no gaps, no duplicates (DPR 445/2000 art. 53-57).

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::sede::CodiceSede;

/// The printed form: codice amministrazione, AOO (the sede), date, number. Replaceable; [`Protocollo::parse`] follows it.
pub const MODELLO: &str = "INPS.{sede}.{data}.{numero}";

/// A number of one registry and year: 1, 2, 3... In JSON a number, in print at least seven digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct NumeroProtocollo(pub u32);

impl NumeroProtocollo {
    /// The first of each year.
    pub const PRIMO: Self = Self(1);

    /// The number after this one in the same year; it stays at `u32::MAX`, where the registry refuses the duplicate.
    #[must_use]
    pub const fn successivo(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for NumeroProtocollo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:07}", self.0)
    }
}

/// What identifies one registration: `INPS.7000.06/07/2018.0123456`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Protocollo {
    pub sede: CodiceSede,
    pub numero: NumeroProtocollo,
    /// The day of presentation, in Europe/Rome.
    pub data: Date,
}

/// The text is not a protocol in the form of [`MODELLO`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a protocol")]
pub struct ProtocolloError;

impl Protocollo {
    /// Reads the printed form back; blanks around it are removed.
    ///
    /// # Errors
    /// Any other form, a day that doesn't exist, or number zero.
    pub fn parse(text: &str) -> Result<Self, ProtocolloError> {
        let text = text.trim();
        let (mut sede, mut data, mut numero) = (None, None, None);
        let mut rest = text;
        for (literal, name, after) in places() {
            rest = rest.strip_prefix(literal).ok_or(ProtocolloError)?;
            let end = if after.is_empty() { Some(rest.len()) } else { rest.find(after) };
            let (value, next) = rest.split_at(end.ok_or(ProtocolloError)?);
            match name {
                "sede" => sede = CodiceSede::parse(value).ok(),
                "data" => data = read_date(value),
                _ => numero = value.parse().ok().filter(|&numero| numero > 0).map(NumeroProtocollo),
            }
            rest = next;
        }
        let (Some(sede), Some(data), Some(numero)) = (sede, data, numero) else {
            return Err(ProtocolloError);
        };
        let protocollo = Self { sede, numero, data };
        // One registration has one printed form: no missing or added zeros, signs or blanks.
        if protocollo.to_string() == text { Ok(protocollo) } else { Err(ProtocolloError) }
    }

    /// The calendar year of the registry.
    #[must_use]
    pub fn anno(&self) -> i16 {
        self.data.year()
    }

    /// What the same registry gives next, on the day `oggi` (Europe/Rome): numbers restart on 1 January.
    ///
    /// A day before this one's (a clock that went back) counts as this one's, so that dates never go back in a registry.
    #[must_use]
    pub fn successivo(&self, oggi: Date) -> Self {
        let data = oggi.max(self.data);
        let numero = if data.year() == self.anno() { self.numero.successivo() } else { NumeroProtocollo::PRIMO };
        Self { sede: self.sede, numero, data }
    }
}

impl fmt::Display for Protocollo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (literal, name, _) in places() {
            f.write_str(literal)?;
            match name {
                "sede" => write!(f, "{}", self.sede)?,
                "data" => write!(f, "{:02}/{:02}/{:04}", self.data.day(), self.data.month(), self.data.year())?,
                _ => write!(f, "{}", self.numero)?,
            }
        }
        Ok(())
    }
}

impl FromStr for Protocollo {
    type Err = ProtocolloError;

    fn from_str(text: &str) -> Result<Self, ProtocolloError> {
        Self::parse(text)
    }
}

/// The places of [`MODELLO`]: the literal before, the name, the literal after. It ends with a place.
fn places() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let mut rest = MODELLO;
    std::iter::from_fn(move || {
        let (literal, tail) = rest.split_once('{')?;
        let (name, tail) = tail.split_once('}')?;
        rest = tail;
        Some((literal, name, tail.split('{').next().unwrap_or_default()))
    })
}

/// A date as `dd/mm/yyyy`.
fn read_date(text: &str) -> Option<Date> {
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;

    fn protocollo(numero: u32, data: Date) -> Protocollo {
        Protocollo { sede: CodiceSede::parse("7000").expect("four digits"), numero: NumeroProtocollo(numero), data }
    }

    #[test]
    fn printed_form() {
        for (numero, data, text) in [
            (123_456, date(2018, 7, 6), "INPS.7000.06/07/2018.0123456"),
            (1, date(2026, 12, 31), "INPS.7000.31/12/2026.0000001"),
            (12_345_678, date(2024, 2, 29), "INPS.7000.29/02/2024.12345678"),
        ] {
            let protocollo = protocollo(numero, data);
            assert_eq!(protocollo.to_string(), text);
            assert_eq!(Protocollo::parse(text), Ok(protocollo));
            assert_eq!(Protocollo::parse(&format!(" {text}\n")), Ok(protocollo));
        }
    }

    #[test]
    fn other_forms_are_refused() {
        for text in [
            "",
            "INPS.7000.06/07/2018",
            "INPS.7000.06/07/2018.",
            "INPS.7000.06/07/2018.123456",
            "INPS.7000.06/07/2018.00123456",
            "INPS.7000.06/07/2018.+123456",
            "INPS.7000.06/07/2018.0000000",
            "INPS.7000.06/07/2018.99999999999",
            "INPS.7000.6/7/2018.0123456",
            "INPS.7000.29/02/2026.0123456",
            "INPS.7000.2018/07/06.0123456",
            "INPS.700.06/07/2018.0123456",
            "INPS. 7000.06/07/2018.0123456",
            "inps.7000.06/07/2018.0123456",
            "INAIL.7000.06/07/2018.0123456",
            "INPS.7000.06/07/2018.0123456.1",
        ] {
            assert_eq!(Protocollo::parse(text), Err(ProtocolloError), "{text}");
        }
    }

    #[test]
    fn numbers_restart_with_the_year_and_never_go_back() {
        let last = protocollo(41, date(2026, 12, 31));
        assert_eq!(last.anno(), 2026);
        for (oggi, next) in [
            (date(2026, 12, 31), protocollo(42, date(2026, 12, 31))),
            (date(2027, 1, 1), protocollo(1, date(2027, 1, 1))),
            (date(2026, 12, 30), protocollo(42, date(2026, 12, 31))),
            (date(2025, 12, 31), protocollo(42, date(2026, 12, 31))),
        ] {
            assert_eq!(last.successivo(oggi), next, "{oggi}");
        }
    }

    #[test]
    fn json() {
        let json = r#"{"sede":"7000","numero":123456,"data":"2018-07-06"}"#;
        let protocollo = protocollo(123_456, date(2018, 7, 6));
        assert_eq!(serde_json::to_string(&protocollo).expect("plain data"), json);
        assert_eq!(serde_json::from_str::<Protocollo>(json).expect("what was written"), protocollo);
    }

    proptest! {
        #[test]
        fn print_and_parse_are_inverse(sede in "[0-9]{4}", numero in 1..=u32::MAX, days in 0..3_000_000i64) {
            let data = date(1, 1, 1).saturating_add(jiff::Span::new().days(days));
            let protocollo = Protocollo { sede: sede.parse().expect("four digits"), numero: NumeroProtocollo(numero), data };
            prop_assert_eq!(Protocollo::parse(&protocollo.to_string()), Ok(protocollo));
        }

        #[test]
        fn no_text_panics(text in "INPS[.]{0,1}[0-9./À]{0,30}") {
            let _ = Protocollo::parse(&text);
        }
    }
}
